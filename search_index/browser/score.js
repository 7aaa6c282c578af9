// Scores: whole numbers, the same as Python's. A part is weight x idf x frequency part, in thousandths.
/** @param {Use} use */
function searchScore(use) {
  "use strict";
  const { k1: K1, b: B, repealed } = use("tables").weights;
  const [KEPT, OF] = repealed;
  /** Fields whose terms count the same however often a record has them. */
  const FLAT = ["title", "keys"];

  /** @param {number} records @param {number} df @returns {number} the idf of a term in thousandths */
  function rarity(records, df) {
    return Math.floor(1000 * Math.log(1 + (records - df + 0.5) / (df + 0.5)) + 0.5);
  }

  /** @param {any} term @param {number} times @param {number} length folded characters @param {number} average */
  function part(term, times, length, average) {
    const rate = term.weight * term.idf;
    if (FLAT.includes(term.field)) return rate * 1000;
    const norm = K1 * (1 - B + (B * length) / average);
    return rate * Math.floor((1000 * times * (K1 + 1)) / (times + norm) + 0.5);
  }

  /** @param {any} segment @param {Uint32Array} docs ascending, with their columns @param {any[]} terms @param {number} average @returns {Float64Array} */
  function scores(segment, docs, terms, average) {
    const total = new Float64Array(docs.length);
    if (!docs.length) return total;
    const lengths = segment.columns.lengths();
    const places = new Int32Array(segment.size).fill(-1);
    docs.forEach((doc, place) => (places[doc] = place));
    for (const term of terms) {
      const found = segment.postings(term.field, term.text);
      if (!found) continue;
      found.docs.forEach((/** @type {number} */ doc, /** @type {number} */ at) => {
        if (places[doc] >= 0) total[places[doc]] += part(term, found.times[at], lengths[doc], average);
      });
    }
    return total.map((sum, place) => (segment.columns.repealed(docs[place]) ? Math.floor((sum * KEPT) / OF) : sum));
  }

  /** @param {any} segment @param {number} doc @param {any[]} terms @param {number} average @returns {[any, number, number][]} each term it holds, how often, and what that adds */
  function partsOf(segment, doc, terms, average) {
    const lengths = segment.columns.lengths();
    /** @type {[any, number, number][]} */
    const parts = [];
    for (const term of terms) {
      const found = segment.postings(term.field, term.text);
      const at = found ? found.docs.indexOf(doc) : -1;
      if (at < 0) continue;
      const times = found.times[at] ?? 1;
      parts.push([term, times, part(term, times, lengths[doc], average)]);
    }
    return parts;
  }

  return { rarity, scores, partsOf, KEPT, OF };
}
searchReader.define("score", searchScore);
