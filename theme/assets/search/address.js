// The state of the result page as its address: q, the filters, from, to, sort, page.
(() => {
  "use strict";
  const search = globalThis.PolicySearch;

  /** What every search does unless it is told otherwise. */
  const USUAL = { sort: "relevance", page: "1" };

  /**
   * @param {Iterable<[string, string]>} pairs of an address or a form
   * @returns {URLSearchParams} without what is empty or usual
   */
  function clean(pairs) {
    const found = new URLSearchParams();
    for (const [key, value] of pairs) {
      const text = String(value).trim();
      if (text && USUAL[key] !== text && key !== "mark") found.append(key, text);
    }
    return found;
  }

  /**
   * @param {URLSearchParams} params
   * @param {Object<string, string>} changes an empty value takes the parameter away
   * @returns {string} an address beside the result page
   */
  function href(params, changes = {}) {
    const found = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) {
      if (value) found.set(key, value);
      else found.delete(key);
    }
    const text = clean(found).toString();
    return `search.html${text && `?${text}`}`;
  }

  search.address = { clean, href };
})();
