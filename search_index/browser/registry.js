// The reader of the exported index: its modules by name. Classic scripts, because a page opened from
// a disk may load nothing else. Each file defines one factory; the worker is made of their sources.
(() => {
  "use strict";

  /**
   * The modules of one thread, each made when first asked for.
   * Also the worker's beginning: it must not refer to anything outside itself.
   * @param {Object<string, Function>} factories
   * @returns {Use}
   */
  function connect(factories) {
    const made = Object.create(null);
    return function use(name) {
      if (!(name in made)) {
        if (!factories[name]) throw new Error(`no module ${name}`);
        made[name] = factories[name](use);
      }
      return made[name];
    };
  }

  /** @type {Object<string, Function>} */
  const factories = {};
  const use = connect(factories);

  /** @type {any} */ (globalThis).searchReader = {
    factories,
    connect,
    use,
    /**
     * @param {string} name
     * @param {(use: Use) => unknown} factory
     */
    define(name, factory) {
      factories[name] = factory;
    },
    /**
     * What every part calls with its payload.
     * @param {string} text
     */
    part(text) {
      use("scripts").arrived(text);
    },
    /**
     * @param {string} base address of the folder of the index, ending in a slash
     * @returns {ReturnType<ReturnType<typeof searchClient>["open"]>}
     */
    open(base) {
      return use("client").open(base);
    },
  };
})();
