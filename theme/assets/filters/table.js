// The rows of a listing in columns made for fast filtering.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * What a data file says about a listing as a whole.
   * @typedef {object} Header
   * @property {string} listing
   * @property {string} noun
   * @property {number} total
   * @property {number} parts
   * @property {string} words what the words are looked for in
   * @property {Facet[]} facets
   * @property {[string, string][]} sorts name and label; the first is the order of the rows
   * @property {[string, string | number][]} export term and column of each column of a table
   * @property {string} base what stands before the id in an address
   *
   * @typedef {object} Facet
   * @property {string} key
   * @property {string} term
   * @property {string} between
   * @property {[string, string, number, string?][]} values slug, name, count, heading above it
   *
   * @typedef {object} Part
   * @property {number} part
   * @property {string[]} id
   * @property {string[]} title
   * @property {string[]} day
   * @property {string[]} number
   * @property {string[]} note
   * @property {string[]} tag
   * @property {string[]} words
   * @property {Object<string, number[]>} ranks
   * @property {(number | number[])[][]} facets
   */

  const TEXTS = ["id", "title", "day", "number", "note", "tag", "deaths", "basis"];

  /** Rows by index; the values of row i in a facet are `values` from `starts[i]` to `starts[i + 1]`. */
  class Table {
    /** @param {Header} header */
    constructor(header) {
      this.header = header;
      this.size = 0;
      /** @type {Object<string, string[]>} */
      this.columns = {};
      /** @type {string[]} */
      this.folded = [];
      this.from = new Int32Array(header.total);
      this.to = new Int32Array(header.total);
      this.facets = header.facets.map(() => ({ starts: new Int32Array(header.total + 1), values: [] }));
      this.orders = Object.fromEntries(header.sorts.map(([name]) => [name, new Int32Array(header.total)]));
    }

    /** @param {Part} part */
    add(part) {
      const { fold } = listing.text;
      for (const name of TEXTS) {
        if (part[name]) this.columns[name] = (this.columns[name] ?? []).concat(part[name]);
      }
      const [first] = Object.keys(this.orders);
      part.id.forEach((_, offset) => {
        const row = this.size + offset;
        const texts = [part.title[offset], part.number[offset], ...part.words[offset].split("\n")];
        this.folded.push(texts.map(fold).join("\n"));
        [this.from[row], this.to[row]] = listing.dates.span(part.day[offset]);
        this.orders[first][row] = row;
        for (const [name, ranks] of Object.entries(part.ranks)) this.orders[name][ranks[offset]] = row;
        this.facets.forEach((facet, index) => {
          const held = part.facets[index][offset];
          if (typeof held === "number") facet.values.push(held);
          else facet.values.push(...held);
          facet.starts[row + 1] = facet.values.length;
        });
      });
      this.size += part.id.length;
    }

    /**
     * Names of a row's values in a facet.
     * @param {number} facet
     * @param {number} row
     * @returns {string[]}
     */
    names(facet, row) {
      const { starts, values } = this.facets[facet];
      return values.slice(starts[row], starts[row + 1]).map(value => this.header.facets[facet].values[value][1]);
    }

    /** @param {number} row */
    address(row) {
      return `${this.header.base}${this.columns.id[row]}.html`;
    }
  }

  listing.Table = Table;
})();
