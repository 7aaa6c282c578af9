// A part of neighbouring terms: their records, and where in them each stands.
/** @param {Use} use */
function searchLists(use) {
  "use strict";
  const { Bits, Pieces, power } = use("bits");

  /** A flag of a key stands beside the number of characters it repeats. */
  const REPEATED = 15;
  const FLAG = 16;

  /**
   * @param {Uint8Array} data
   * @returns {{keys: string[], flags: boolean[]}}
   */
  function keysOf(data) {
    const text = new TextDecoder().decode(data);
    const keys = [];
    const flags = [];
    let before = "";
    for (let start = 0; start < text.length;) {
      const head = text.charCodeAt(start);
      let end = start + 1;
      while (end < text.length && text.charCodeAt(end) > 31) end += 1;
      before = before.slice(0, head & REPEATED) + text.slice(start + 1, end);
      keys.push(before);
      flags.push((head & FLAG) !== 0);
      start = end;
    }
    return { keys, flags };
  }

  /**
   * @typedef {object} Terms
   * @property {string[]} keys sorted
   * @property {boolean[]} flags whether a pair of characters is a word
   * @property {Uint32Array} starts of each term among the postings, and last their number
   * @property {Uint32Array} docs ascending in a term
   * @property {Uint32Array} times in each record; empty where not counted
   * @property {number[]} cuts the postings at which the parts of places begin
   */

  /**
   * @param {Uint8Array} data
   * @param {number} size records of the segment
   * @param {boolean} counted whether occurrences are counted
   * @returns {Terms}
   */
  function terms(data, size, counted) {
    const pieces = new Pieces(data);
    const number = pieces.number();
    const { keys, flags } = keysOf(pieces.piece(pieces.number()));
    const counts = new Bits(pieces.piece(pieces.number()));
    const starts = new Uint32Array(number + 1);
    for (let index = 0; index < number; index += 1) starts[index + 1] = starts[index] + counts.gamma();
    const gaps = new Bits(pieces.piece(pieces.number()));
    const docs = new Uint32Array(starts[number]);
    for (let index = 0; index < number; index += 1) {
      const count = starts[index + 1] - starts[index];
      const width = power(Math.floor(size / count));
      let doc = -1;
      for (let place = starts[index]; place < starts[index + 1]; place += 1) {
        doc += gaps.rice(width) + 1;
        docs[place] = doc;
      }
    }
    const times = new Uint32Array(counted ? docs.length : 0);
    if (counted) {
      const read = new Bits(pieces.piece(pieces.number()));
      for (let place = 0; place < times.length; place += 1) times[place] = read.gamma();
    }
    const cuts = [];
    if (pieces.place < data.length) {
      let posting = 0;
      for (let left = pieces.number(); left > 0; left -= 1) cuts.push((posting += pieces.number()));
    }
    return { keys, flags, starts, docs, times, cuts };
  }

  /**
   * @typedef {object} Places
   * @property {number} first posting they belong to
   * @property {Uint32Array} starts of each posting's places from `first` on, and last their number
   * @property {Uint32Array} places ascending in a posting
   */

  /**
   * @param {Uint8Array} data
   * @param {Terms} part
   * @param {number} first posting
   * @param {number} last posting, not included
   * @param {(key: string) => boolean} placed which terms have places
   * @param {(doc: number) => number} length of a record
   * @returns {Places}
   */
  function places(data, part, first, last, placed, length) {
    const read = new Bits(data);
    const starts = new Uint32Array(last - first + 1);
    let term = -1;
    let counts = false;
    for (let posting = first; posting < last; posting += 1) {
      while (part.starts[term + 1] <= posting) {
        term += 1;
        counts = placed(part.keys[term]);
      }
      starts[posting - first + 1] = starts[posting - first] + (counts ? part.times[posting] : 0);
    }
    const found = new Uint32Array(starts[last - first]);
    for (let posting = first; posting < last; posting += 1) {
      const end = starts[posting - first + 1];
      let at = starts[posting - first];
      if (at === end) continue;
      const width = power(Math.floor(length(part.docs[posting]) / (end - at + 1)));
      for (let place = -1; at < end; at += 1) {
        place += read.rice(width) + 1;
        found[at] = place;
      }
    }
    return { first, starts, places: found };
  }

  return { keysOf, terms, places };
}
searchReader.define("lists", searchLists);
