// One segment of the index: postings, columns and records, taken from its parts.
/** @param {Use} use */
function searchSegment(use) {
  "use strict";
  const { json, inflate } = use("script_text");
  const { Pieces } = use("bits");
  const { terms, places } = use("lists");
  const { compare, upTo, size } = use("order");
  const { Columns } = use("columns");

  /** The family of parts that holds a field. @type {Object<string, string>} */
  const FAMILIES = { chars: "t", grams: "t", words: "t", keys: "k", title: "h", title_chars: "g" };
  /** Families whose occurrences are counted. */
  const COUNTED = "th";
  /** More places than the titles of a record have. */
  const TITLE_ROOM = 2 ** 20;

  /** @param {string} key */
  const isPair = key => key.length < 5 && size(key) === 2;

  /**
   * @typedef {object} Postings
   * @property {Uint32Array} docs ascending
   * @property {Uint32Array} times in each; empty where not counted
   */

  class Segment {
    /**
     * @param {InstanceType<ReturnType<typeof searchShelf>["Shelf"]>} shelf
     * @param {string} name
     * @param {any} head
     * @param {number[]} dead records that were removed
     * @param {Object<string, number[]>} unused places of the values of facets that only removed records have
     * @param {any} fold of the index
     */
    constructor(shelf, name, head, dead, unused, fold) {
      this.shelf = shelf;
      this.fold = fold;
      this.name = name;
      this.head = head;
      this.unused = unused;
      this.size = /** @type {number} */ (head.size);
      this.live = new Uint8Array(this.size).fill(1);
      for (const doc of dead) this.live[doc] = 0;
      this.allLive = dead.length === 0;
      this.columns = new Columns(this);
      this.recordStarts = starts(head.records);
      /** @type {Float64Array | null} */
      this.bases = null;
    }

    /**
     * @template Value
     * @param {string} part
     * @param {(data: Uint8Array) => Value | Promise<Value>} decode
     */
    take(part, decode) {
      return this.shelf.take(`${this.name}/${part}`, decode);
    }

    /**
     * @param {string} family
     * @param {string} key
     * @returns {{number: number, part: any, index: number} | null | undefined} null without the key, undefined while not there
     */
    find(family, key) {
      const number = upTo(this.head.directory[family], key) - 1;
      if (number < 0) return null;
      const part = this.take(`${family}${number}`, data => this.decode(family, data));
      if (!part) return undefined;
      const index = upTo(part.keys, key) - 1;
      return part.keys[index] === key ? { number, part, index } : null;
    }

    /** @param {string} family @param {Uint8Array} data */
    decode(family, data) {
      if (family !== "h") return terms(data, this.size, COUNTED.includes(family));
      const pieces = new Pieces(data);
      const part = terms(pieces.piece(pieces.number()), this.size, true);
      const inner = places(pieces.piece(), part, 0, part.docs.length, () => true, () => this.head.titles);
      return { ...part, inner };
    }

    /**
     * @param {string} field
     * @param {string} term
     * @returns {Postings | null | undefined} null without the term, undefined while not there
     */
    postings(field, term) {
      const found = this.find(FAMILIES[field], term);
      if (!found) return found;
      const { part, index } = found;
      const start = part.starts[index];
      const end = part.starts[index + 1];
      return { docs: part.docs.subarray(start, end), times: part.times.subarray(start, end) };
    }

    /**
     * @param {string} field
     * @param {string} start
     * @returns {string[]} the terms that begin with it, as far as they are there
     */
    starting(field, start) {
      const family = FAMILIES[field];
      const directory = this.head.directory[family];
      const found = [];
      for (let number = Math.max(upTo(directory, start) - 1, 0); number < directory.length; number += 1) {
        if (compare(directory[number], `${start}\u{10ffff}`) > 0) break;
        const part = this.take(`${family}${number}`, data => this.decode(family, data));
        if (part) found.push(...part.keys.filter((/** @type {string} */ key) => key.startsWith(start)));
      }
      return found;
    }

    /**
     * @param {string} pair of characters
     * @returns {boolean} whether it is a word of the dictionary
     */
    isWord(pair) {
      const found = this.find("t", pair);
      return Boolean(found?.part.flags[found.index]);
    }

    /**
     * @param {string} field
     * @param {string} term
     * @returns {number} live records that hold the term
     */
    df(field, term) {
      const found = this.postings(field, term);
      if (!found) return 0;
      if (this.allLive) return found.docs.length;
      return found.docs.reduce((sum, doc) => sum + this.live[doc], 0);
    }

    /**
     * @param {string} field grams or title
     * @param {number} doc
     * @returns {number} where the record's places begin when all records follow one another
     */
    base(field, doc) {
      return field === "title" ? doc * TITLE_ROOM : this.recordBases()[doc];
    }

    recordBases() {
      if (!this.bases) {
        const lengths = this.columns.lengths();
        this.bases = new Float64Array(this.size + 1);
        for (let doc = 0; doc < this.size; doc += 1) this.bases[doc + 1] = this.bases[doc] + lengths[doc] + 1;
      }
      return this.bases;
    }

    /**
     * The places of a pair in some records, and perhaps in others; each as the base of the record and
     * the place in it.
     * @param {string} field grams or title
     * @param {string} term that has postings
     * @param {Uint32Array} docs ascending
     * @returns {Float64Array | undefined} ascending; undefined while not there
     */
    positions(field, term, docs) {
      const found = this.find(FAMILIES[field], term);
      if (!found) return undefined;
      const { part, index } = found;
      const first = part.starts[index];
      const last = part.starts[index + 1];
      const pieces = field === "title" ? [part.inner] : this.pieces(found, first, last, docs);
      if (pieces.includes(undefined)) return undefined;
      return this.collect(pieces, part, first, last, doc => this.base(field, doc));
    }

    /**
     * @param {string} field grams or title
     * @param {string} term that has postings
     * @param {Uint32Array} docs ascending
     * @returns {number} the parts over which its places in these records are spread
     */
    spread(field, term, docs) {
      const found = this.find(FAMILIES[field], term);
      if (!found || field === "title") return 1;
      return this.stretches(found.part, found.part.starts[found.index], found.part.starts[found.index + 1], docs).length;
    }

    /**
     * @param {any} part
     * @param {number} first posting
     * @param {number} last posting, not included
     * @param {Uint32Array} docs ascending
     * @returns {{piece: number, start: number, end: number}[]} the parts of places in which the term stands in any of the records
     */
    stretches(part, first, last, docs) {
      const wanted = [];
      for (let piece = 0; piece < part.cuts.length; piece += 1) {
        const start = part.cuts[piece];
        const end = piece + 1 < part.cuts.length ? part.cuts[piece + 1] : part.docs.length;
        const from = Math.max(start, first);
        const to = Math.min(end, last);
        if (from < to && meets(docs, part.docs[from], part.docs[to - 1])) wanted.push({ piece, start, end });
      }
      return wanted;
    }

    /**
     * @param {{number: number, part: any}} found
     * @param {number} first posting
     * @param {number} last posting, not included
     * @param {Uint32Array} docs ascending
     */
    pieces({ number, part }, first, last, docs) {
      const lengths = this.columns.lengths();
      return this.stretches(part, first, last, docs).map(({ piece, start, end }) =>
        this.take(`p${number}-${piece}`, data => places(data, part, start, end, isPair, doc => lengths[doc])),
      );
    }

    /**
     * @param {any[]} pieces
     * @param {any} part
     * @param {number} first
     * @param {number} last
     * @param {(doc: number) => number} base
     */
    collect(pieces, part, first, last, base) {
      const found = [];
      for (const piece of pieces) {
        const end = Math.min(last, piece.first + piece.starts.length - 1);
        for (let posting = Math.max(first, piece.first); posting < end; posting += 1) {
          const start = base(part.docs[posting]);
          const from = piece.starts[posting - piece.first];
          const to = piece.starts[posting - piece.first + 1];
          for (let at = from; at < to; at += 1) found.push(start + piece.places[at]);
        }
      }
      return Float64Array.from(found);
    }

    /**
     * @param {number} doc
     * @returns {any[] | undefined} what is shown of a record; undefined while not there
     */
    record(doc) {
      let number = 0;
      while (this.recordStarts[number + 1] <= doc) number += 1;
      return this.take(`d${number}`, json)?.[doc - this.recordStarts[number]];
    }

    /** @returns {string[] | undefined} the ids of all records; undefined while not there */
    ids() {
      return this.take("ids", async data => new TextDecoder().decode(await inflate(data)).split("\n"));
    }

    /** @param {number} doc @returns {number} the record's place among the ids */
    rank(doc) {
      return this.head.ranks.length ? this.head.ranks[doc] : doc;
    }
  }

  /** @param {number[]} counts */
  function starts(counts) {
    const places = [0];
    for (const count of counts) places.push(places[places.length - 1] + count);
    return places;
  }

  /**
   * @param {Uint32Array} docs ascending
   * @param {number} first
   * @param {number} last
   * @returns {boolean} whether one of them lies between the two, these included
   */
  function meets(docs, first, last) {
    let low = 0;
    let high = docs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (docs[middle] < first) low = middle + 1;
      else high = middle;
    }
    return low < docs.length && docs[low] <= last;
  }

  return { Segment };
}
searchReader.define("segment", searchSegment);
