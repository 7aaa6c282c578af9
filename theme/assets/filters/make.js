// Elements in one line; text never becomes markup.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * @param {string} name
   * @param {Object<string, string | boolean | Function>} attributes functions are listeners; false leaves one out
   * @param {...(Node | string)} children
   * @returns {HTMLElement}
   */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  listing.make = make;
})();
