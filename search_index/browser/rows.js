// What is offered while a reader types: the rows of all segments and of the lexicon, as one table.
/** @param {Use} use */
function searchRows(use) {
  "use strict";
  const { json, inflate } = use("script_text");
  const { Pieces } = use("bits");
  const { plane } = use("columns");
  const { Lines } = use("lines");
  const { alike } = use("spelling");
  const { compare, size } = use("order");

  /** @param {Uint8Array} data */
  const text = async data => new TextDecoder().decode(await inflate(data));

  /**
   * The rows of one group of parts. The work stops while a part that is needed is not there.
   * @typedef {{rows: Rows, number: number, place: number}} Found a row, and where in it something stands
   */
  class Rows {
    /**
     * @param {any} shelf
     * @param {string} name of the group
     * @param {{rows: number, each: number}} offers how many rows there are, and how many a part holds
     * @param {Uint8Array | null} live which records of the segment are; null: all rows are
     */
    constructor(shelf, name, offers, live) {
      this.shelf = shelf;
      this.name = name;
      this.offers = offers;
      this.live = live;
    }

    /** @template Value @param {string} part @param {(data: Uint8Array) => Value | Promise<Value>} decode @returns {Value} */
    part(part, decode) {
      const found = this.shelf.take(`${this.name}/${part}`, decode);
      if (found === undefined) this.shelf.stop();
      return /** @type {Value} */ (found);
    }

    /** The folded texts. */
    get folded() {
      return this.part("folded", async data => new Lines(await text(data)));
    }

    /** Their syllables, these without blanks, their first letters, and as they are compared by sound. */
    get sounds() {
      return this.part("pinyin", async data => {
        const lines = (await text(data)).split("\n");
        const initials = lines.map(line => line.split(" ").map(syllable => Array.from(syllable)[0] ?? "").join(""));
        return {
          lines,
          letters: new Lines(lines.join("\n").replaceAll(" ", "")),
          initials: new Lines(initials.join("\n")),
          sounding: new Lines(alike(lines.map(line => ` ${line} `).join("\n"))),
        };
      });
    }

    /** @param {number} number @returns {boolean} whether the record of a row is still there */
    isLive(number) {
      if (!this.live) return true;
      const docs = this.part("owners", async data => plane(new Pieces(await inflate(data))));
      return this.live[docs[number]] === 1;
    }

    /** @param {number} number @returns {string[] | undefined} text, label and address of a row, while it is there */
    shown(number) {
      const { each } = this.offers;
      return this.shelf.take(`${this.name}/rows${Math.floor(number / each)}`, json)?.[number % each];
    }

    /** @param {number} number @returns {string[]} */
    row(number) {
      const found = this.shown(number);
      if (!found) this.shelf.stop();
      return /** @type {string[]} */ (found);
    }
  }

  /** @param {any} index @returns {Rows[]} all groups that have rows */
  function tables(index) {
    const { shelf, lexicon, segments, name } = index;
    const every = segments.map((/** @type {any} */ one) =>
      new Rows(shelf, one.name, one.head.offers, one.allLive ? null : one.live));
    return [...every, new Rows(shelf, name, lexicon.offers, null)].filter(one => one.offers.rows);
  }

  /** @param {Found} one @param {Found} other @returns {number} the order in which rows are offered */
  function order(one, other) {
    const [own, theirs] = [one, other].map(({ rows, number }) => rows.folded.line(number));
    const known = size(own) - size(theirs) || compare(own, theirs);
    if (known || isSame(one, other)) return known;
    const [[text, label, url], [another, called, address]] = [one, other].map(({ rows, number }) => rows.row(number));
    // Of one text in several rows the first that leads somewhere is offered.
    return compare(text, another) || Number(!url) - Number(!address) || compare(url, address) || compare(label, called);
  }

  /** @param {Found} one @param {Found} other */
  const isSame = (one, other) => one.rows === other.rows && one.number === other.number;

  /** @param {Found} one @param {Found} other @returns {boolean} whether two rows have one text */
  function repeats(one, other) {
    if (isSame(one, other) || one.rows.folded.line(one.number) !== other.rows.folded.line(other.number)) return false;
    return one.rows.row(one.number)[0] === other.rows.row(other.number)[0];
  }

  /**
   * What is found in the live rows of all tables, in one order, each text only once.
   * @param {Rows[]} tables
   * @param {(rows: Rows) => Iterable<number[]>} find rows of one table by their numbers, in their order
   * @param {number} most
   * @returns {Generator<Found>}
   */
  function* found(tables, find, most) {
    const streams = tables.map(rows => own(rows, find)[Symbol.iterator]());
    const heads = streams.map(stream => stream.next());
    /** @type {Found | null} */
    let last = null;
    for (let left = most; left > 0;) {
      let best = -1;
      heads.forEach(({ done, value }, place) => {
        if (!done && (best < 0 || order(value, heads[best].value) < 0)) best = place;
      });
      if (best < 0) return;
      const { value } = heads[best];
      heads[best] = streams[best].next();
      if (last && repeats(value, last)) continue;
      last = value;
      left -= 1;
      yield value;
    }
  }

  /** @param {Rows} rows @param {(rows: Rows) => Iterable<number[]>} find @returns {Generator<Found>} */
  function* own(rows, find) {
    for (const [number, place = 0] of find(rows)) if (rows.isLive(number)) yield { rows, number, place };
  }

  return { tables, found };
}
searchReader.define("rows", searchRows);
