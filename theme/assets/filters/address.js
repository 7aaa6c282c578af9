// Conditions as the last part of an address, behind #: body=mem,nwsc&date=2023-03&sort=oldest.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * @typedef {object} Conditions
   * @property {string} words as typed
   * @property {string} date a period's value, empty for none
   * @property {string} sort
   * @property {Object<string, string[]>} chosen slugs by the key of the facet, in the order of the facet
   */

  /**
   * @param {Header} header
   * @returns {Conditions}
   */
  function none(header) {
    return { words: "", date: "", sort: header.sorts[0][0], chosen: {} };
  }

  /**
   * @param {string} hash with or without #; an anchor of the page holds no conditions
   * @param {Header} header
   * @returns {{conditions: Conditions, unknown: string[]}} unknown are the conditions that this listing lacks
   */
  function read(hash, header) {
    const conditions = none(header);
    const unknown = [];
    const text = hash.replace(/^#/, "");
    if (!text.includes("=")) return { conditions, unknown };
    for (const [key, value] of new URLSearchParams(text)) {
      const facet = header.facets.find(one => one.key === key);
      if (facet) {
        const wanted = value.split(",");
        const known = facet.values.map(([slug]) => slug);
        conditions.chosen[key] = known.filter(slug => wanted.includes(slug));
        if (!conditions.chosen[key].length) delete conditions.chosen[key];
        unknown.push(...wanted.filter(slug => !known.includes(slug)).map(slug => `${key}=${slug}`));
      } else if (key === "q") {
        conditions.words = value;
      } else if (key === "sort" && header.sorts.some(([name]) => name === value)) {
        conditions.sort = value;
      } else if (!(key === "date" && readDate(value, conditions))) {
        unknown.push(`${key}=${value}`);
      }
    }
    return { conditions, unknown };
  }

  function readDate(value, conditions) {
    try {
      conditions.date = listing.dates.parse(value)?.value ?? "";
      return true;
    } catch (fault) {
      if (fault instanceof listing.dates.DateFault) return false;
      throw fault;
    }
  }

  /**
   * @param {Conditions} conditions
   * @param {Header} header
   * @returns {string} without #; empty if there are no conditions
   */
  function write(conditions, header) {
    const found = new URLSearchParams();
    if (conditions.words.trim()) found.set("q", conditions.words.trim());
    for (const { key } of header.facets) {
      if (conditions.chosen[key]?.length) found.set(key, conditions.chosen[key].join(","));
    }
    if (conditions.date) found.set("date", conditions.date);
    if (conditions.sort !== header.sorts[0][0]) found.set("sort", conditions.sort);
    return found.toString().replaceAll("%2C", ",");
  }

  listing.address = { none, read, write };
})();
