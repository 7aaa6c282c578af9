// Parts as scripts of the page: the one way of loading that a page opened from a disk has too.
/** @param {Use} use */
function searchScripts(use) {
  "use strict";

  /** @type {Map<string, (text: string) => void>} */
  const awaited = new Map();

  /**
   * What every part calls when it runs.
   * @param {string} name
   * @param {string} text
   */
  function arrived(name, text) {
    awaited.get(name)?.(text);
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
        awaited.delete(name);
        reject(new Error(`part ${name} is missing`));
      };
      awaited.set(name, resolve);
      script.onload = end;
      script.onerror = end;
      script.src = `${base}${name}.js${query}`;
      document.head.append(script);
    });
  }

  return { arrived, load };
}
searchReader.define("scripts", searchScripts);
