// What the theme's own script and the choice of colours keep in the browser, by site.
(() => {
  "use strict";

  const scope = new URL("..", document.currentScript.src);

  globalThis.__md_scope = scope;
  globalThis.__md_hash = text => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
  globalThis.__md_get = (key, store = localStorage, place = scope) =>
    JSON.parse(store.getItem(`${place.pathname}.${key}`));
  globalThis.__md_set = (key, value, store = localStorage, place = scope) => {
    try {
      store.setItem(`${place.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing still shows every page.
    }
  };
})();
