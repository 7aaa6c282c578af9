// Columns of a segment, loaded by pieces of neighbouring records.
/** @param {Use} use */
function searchColumns(use) {
  "use strict";
  const { inflate } = use("script_text");
  const { Pieces } = use("bits");

  /**
   * @param {InstanceType<ReturnType<typeof searchBits>["Pieces"]>} pieces
   * @returns {Uint32Array} numbers kept by planes of bytes
   */
  function plane(pieces) {
    const count = pieces.number();
    const width = pieces.number();
    const values = new Uint32Array(count);
    for (let byte = 0; byte < width; byte += 1) {
      const data = pieces.piece(count);
      for (let place = 0; place < count; place += 1) values[place] += data[place] * 2 ** (8 * byte);
    }
    return values;
  }

  /**
   * @typedef {object} Piece
   * @property {Uint32Array} dates
   * @property {Uint32Array} repealed
   * @property {{starts: Uint32Array, codes: Uint32Array}[]} facets in the order of the head
   */

  /** @param {Uint8Array} data @param {number} facets @returns {Promise<Piece>} */
  async function decode(data, facets) {
    const pieces = new Pieces(await inflate(data));
    const dates = plane(pieces);
    const repealed = plane(pieces);
    return {
      dates,
      repealed,
      facets: Array.from({ length: facets }, () => {
        const counts = plane(pieces);
        const starts = new Uint32Array(counts.length + 1);
        counts.forEach((count, doc) => (starts[doc + 1] = starts[doc] + count));
        return { starts, codes: plane(pieces) };
      }),
    };
  }

  class Columns {
    /** @param {any} segment */
    constructor(segment) {
      this.segment = segment;
      this.step = segment.head.columns;
      /** @type {string[]} */
      this.keys = segment.head.facets.map((/** @type {any} */ [key]) => key);
    }

    /** @returns {Uint32Array} the length of every record; the work stops while they are not there */
    lengths() {
      const found = this.segment.take("lengths", this.decodeLengths);
      if (!found) this.segment.shelf.stop();
      return found;
    }

    /** @param {Uint8Array} data @returns {Promise<Uint32Array>} */
    async decodeLengths(data) {
      return plane(new Pieces(await inflate(data)));
    }

    /**
     * Ask for the columns of some records.
     * @param {Iterable<number>} docs
     */
    ask(docs) {
      const numbers = new Set();
      for (const doc of docs) numbers.add(Math.floor(doc / this.step));
      for (const number of numbers) this.piece(number);
    }

    /**
     * Have the columns of some records at hand; the work stops while they are not there.
     * @param {Iterable<number>} docs
     */
    load(docs) {
      this.ask(docs);
      this.segment.shelf.stop();
    }

    /** Have all columns at hand; the work stops while they are not there. */
    loadAll() {
      for (let number = 0; number * this.step < this.segment.size; number += 1) this.piece(number);
      this.segment.shelf.stop();
    }

    /** @param {number} number @returns {Piece} */
    piece(number) {
      return this.segment.take(`c${number}`, (/** @type {Uint8Array} */ data) => decode(data, this.keys.length));
    }

    /** @param {number} doc @returns {Piece} */
    of(doc) {
      return this.piece(Math.floor(doc / this.step));
    }

    /** @param {number} doc that was loaded @returns {number} yyyymmdd, 0 where unknown */
    date(doc) {
      return this.of(doc).dates[doc % this.step];
    }

    /** @param {number} doc that was loaded @returns {boolean} */
    repealed(doc) {
      return this.of(doc).repealed[doc % this.step] === 1;
    }

    /** @param {string} key of a facet @returns {string[]} its values in this segment */
    values(key) {
      return this.segment.head.facets[this.keys.indexOf(key)]?.[1] ?? [];
    }

    /** @param {string} key of a facet @returns {string[]} the values that records which are still there have */
    used(key) {
      const unused = this.segment.unused[key] ?? [];
      return this.values(key).filter((_, place) => !unused.includes(place));
    }

    /**
     * @param {string} key of a facet
     * @param {number} doc that was loaded
     * @returns {Uint32Array} the places of its values among all
     */
    codes(key, doc) {
      const place = this.keys.indexOf(key);
      if (place < 0) return new Uint32Array(0);
      const { starts, codes } = this.of(doc).facets[place];
      const own = doc % this.step;
      return codes.subarray(starts[own], starts[own + 1]);
    }
  }

  return { Columns, plane };
}
searchReader.define("columns", searchColumns);
