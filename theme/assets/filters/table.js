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
   * @property {string[]} parts names of the parts, in the order of their rows
   * @property {string} words what the words are looked for in
   * @property {Facet[]} facets
   * @property {[string, string][]} sorts name and label; the first is the order of the rows
   * @property {[string, string | number][]} export term of each column of a table, and column or number of a facet
   * @property {string} base what stands before the id in an address
   *
   * @typedef {object} Facet
   * @property {string} key
   * @property {string} term
   * @property {string} between
   * @property {[string, string, number, string?][]} values slug, name, count, heading above it
   *
   * The rows of a period; nothing in it speaks of other rows.
   * @typedef {object} Part
   * @property {string} part
   * @property {string[]} id
   * @property {string[]} title
   * @property {string[]} day
   * @property {string[]} number
   * @property {string[]} note
   * @property {string[]} tag
   * @property {string[]} words
   * @property {Object<string, [string[], (number | number[])[]]>} facets by key: the slugs that occur, and
   *   their indexes for each row
   */

  const TEXTS = ["id", "title", "day", "number", "note", "tag", "deaths", "basis"];

  /** Rows by index; the values of row i in a facet are `values` from `starts[i]` to `starts[i + 1]`. */
  class Table {
    /**
     * @param {Header} header
     * @param {Part[]} parts
     */
    constructor(header, parts) {
      this.header = header;
      this.size = parts.reduce((sum, part) => sum + part.id.length, 0);
      /** @type {Object<string, string[]>} */
      this.columns = {};
      for (const name of TEXTS) {
        if (parts.every(part => part[name])) this.columns[name] = parts.flatMap(part => part[name]);
      }
      /** @type {string[]} */
      this.folded = [];
      this.from = new Int32Array(this.size);
      this.to = new Int32Array(this.size);
      this.facets = header.facets.map(() => ({ starts: new Int32Array(this.size + 1), values: [] }));
      this.places = header.facets.map(facet => new Map(facet.values.map(([slug], place) => [slug, place])));
      this.orders = new Map();
      for (const part of parts) this.add(part);
    }

    /** @param {Part} part */
    add(part) {
      const { fold } = listing.text;
      const first = this.folded.length;
      part.id.forEach((_, offset) => {
        const texts = [part.title[offset], part.number[offset], ...part.words[offset].split("\n")];
        this.folded.push(texts.map(fold).join("\n"));
        [this.from[first + offset], this.to[first + offset]] = listing.dates.span(part.day[offset]);
      });
      this.facets.forEach((facet, index) => {
        const [slugs, held] = part.facets[this.header.facets[index].key];
        const places = slugs.map(slug => this.places[index].get(slug));
        held.forEach((one, offset) => {
          if (typeof one === "number") facet.values.push(places[one]);
          else facet.values.push(...one.map(value => places[value]));
          facet.starts[first + offset + 1] = facet.values.length;
        });
      });
    }

    /**
     * All rows in an order, worked out once.
     * @param {string} sort
     * @returns {Int32Array}
     */
    order(sort) {
      if (!this.orders.has(sort)) {
        const rows = listing.orders[sort]?.(this) ?? Array.from(this.folded.keys());
        this.orders.set(sort, Int32Array.from(rows));
      }
      return this.orders.get(sort);
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
