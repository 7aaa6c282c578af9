// Filters: parameters and clauses like 机关:省安委办 that narrow what was found; and the counts of their values.
/** @param {Use} use */
function searchFilters(use) {
  "use strict";
  const { span } = use("dates");
  const { strip } = use("patterns");
  const { distinct } = use("order");

  const DATE = "date";
  const EVER = [0, 99999999];

  /**
   * @typedef {object} Filters
   * @property {{key: string, values: string[]}[]} chosen any of the values of one will do
   * @property {[number, number][]} spans of dates, ends included
   * @property {string[]} notes
   */

  /** @param {Filters} filters @param {string} key @returns {string[]} the chosen values of a facet */
  function selected(filters, key) {
    return distinct(filters.chosen.filter(one => one.key === key).flatMap(one => one.values));
  }

  /** @param {any} segment @param {Filters} filters @returns {[string, Uint8Array][]} for every filter its facet and which records pass it */
  function masks(segment, filters) {
    if (!filters.chosen.length && !filters.spans.length) return [];
    const { columns, size } = segment;
    columns.loadAll();
    /** @type {[string, Uint8Array][]} */
    const found = filters.chosen.map(({ key, values }) => {
      const wanted = columns.values(key).map((/** @type {string} */ value) => values.includes(value));
      const mask = new Uint8Array(size);
      if (wanted.includes(true)) {
        for (let doc = 0; doc < size; doc += 1) {
          mask[doc] = columns.codes(key, doc).some((/** @type {number} */ code) => wanted[code]) ? 1 : 0;
        }
      }
      return [key, mask];
    });
    for (const [first, last] of filters.spans) {
      const mask = new Uint8Array(size);
      for (let doc = 0; doc < size; doc += 1) {
        const date = columns.date(doc);
        mask[doc] = date >= Math.max(first, 1) && date <= last ? 1 : 0;
      }
      found.push([DATE, mask]);
    }
    return found;
  }

  /** @param {any} segment @param {string} key of a facet @param {Uint8Array} chosen records @param {Map<string, number>} together counts so far */
  function count(segment, key, chosen, together) {
    const names = segment.columns.values(key);
    const numbers = new Array(names.length).fill(0);
    chosen.forEach((one, doc) => {
      if (one) for (const code of segment.columns.codes(key, doc)) numbers[code] += 1;
    });
    numbers.forEach((number, code) => {
      if (number) together.set(names[code], (together.get(names[code]) ?? 0) + number);
    });
  }

  /** @param {any} vocabulary @param {string} key @param {string[]} texts @returns {string[]} the values of a facet that they name */
  function resolve(vocabulary, key, texts) {
    const values = vocabulary.values(key);
    return distinct(texts.flatMap(text => vocabulary.expander.resolve(values, text)));
  }

  /**
   * @param {any} vocabulary
   * @param {Object<string, string | string[]>} chosen
   * @param {string} start
   * @param {string} end
   * @returns {Filters} of parameters; what names no value is said in the notes
   */
  function given(vocabulary, chosen, start, end) {
    /** @type {Filters} */
    const filters = { chosen: [], spans: [], notes: [] };
    for (const [key, own] of Object.entries(chosen)) {
      const texts = (Array.isArray(own) ? own : [own]).filter(text => strip(text));
      if (!vocabulary.facets.has(key) || !texts.length) continue;
      filters.chosen.push({ key, values: resolve(vocabulary, key, texts) });
      filters.notes.push(...unknown(vocabulary, key, texts));
    }
    const first = limits(start)[0];
    const last = limits(end)[1];
    if (first !== EVER[0] || last !== EVER[1]) filters.spans.push([first, last]);
    return filters;
  }

  /** @param {string} text */
  function limits(text) {
    const found = strip(text) ? span(text) : EVER;
    if (!found) throw new Error(`看不懂日期“${text}”，请写成 2023、2023-03 或 2023-03-13 这样的形式。`);
    return found;
  }

  /** @param {any} vocabulary @param {any} query @returns {[any, Filters]} the query without its filters, and these */
  function written(vocabulary, query) {
    const groups = [];
    /** @type {Filters} */
    const filters = { chosen: [], spans: [], notes: [] };
    for (const group of query.groups) {
      const fields = new Set(group.map((/** @type {any} */ clause) => clause.field));
      const key = fields.size === 1 && !group[0].excluded ? group[0].field : "";
      const texts = group.map((/** @type {any} */ clause) => clause.text);
      const dates = key === DATE ? texts.map(span) : [];
      if (vocabulary.facets.has(key)) {
        filters.chosen.push({ key, values: resolve(vocabulary, key, texts) });
        filters.notes.push(...unknown(vocabulary, key, texts));
      } else if (dates.length === 1 && dates[0]) filters.spans.push(dates[0]);
      else groups.push(group);
    }
    return [{ ...query, groups }, filters];
  }

  /** @param {Filters} one @param {Filters} other @returns {Filters} */
  function both(one, other) {
    return {
      chosen: [...one.chosen, ...other.chosen],
      spans: [...one.spans, ...other.spans],
      notes: [...one.notes, ...other.notes],
    };
  }

  /** @param {any} vocabulary @param {any} clause @returns {Filters | null} the filter that a clause is */
  function ofClause(vocabulary, clause) {
    if (vocabulary.facets.has(clause.field)) {
      const values = resolve(vocabulary, clause.field, [clause.text]);
      return { chosen: [{ key: clause.field, values }], spans: [], notes: [] };
    }
    const found = clause.field === DATE ? span(clause.text) : null;
    return found && { chosen: [], spans: [found], notes: [] };
  }

  /** @param {any} vocabulary @param {string} key @param {string[]} texts */
  function unknown(vocabulary, key, texts) {
    return texts
      .filter(text => !resolve(vocabulary, key, [text]).length)
      .map(text => {
        const near = vocabulary.expander.nearest(vocabulary.values(key), text);
        return `没有“${text}”这一${vocabulary.facets.get(key)}${near.length ? `，相近的有：${near.join("、")}` : ""}。`;
      });
  }

  return { selected, masks, count, given, written, both, ofClause };
}
searchReader.define("filters", searchFilters);
