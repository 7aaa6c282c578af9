// Parts as scripts of the page: the one way of loading that a page opened from a disk has too.
/** @param {Use} use */
function searchScripts(use) {
  "use strict";

  /** @type {WeakMap<Element, (text: string) => void>} */
  const awaited = new WeakMap();

  /**
   * What every part calls when it runs.
   * @param {string} text
   */
  function arrived(text) {
    if (document.currentScript) awaited.get(document.currentScript)?.(text);
  }

  /**
   * @param {string} base address of the index, ending in a slash
   * @param {string} name of the part
   * @param {string} [query] to pass by what the browser kept
   * @returns {Promise<string>} the part's payload
   */
  function load(base, name, query = "") {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = () => {
        script.remove();
        reject(new Error(`part ${name} is missing`));
      };
      awaited.set(script, resolve);
      script.onload = end;
      script.onerror = end;
      script.src = `${base}${name}.js${query}`;
      document.head.append(script);
    });
  }

  return { arrived, load };
}
searchReader.define("scripts", searchScripts);
