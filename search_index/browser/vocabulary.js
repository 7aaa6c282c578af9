// What an index as a whole knows: its words, names, filters and statistics.
/** @param {Use} use */
function searchVocabulary(use) {
  "use strict";
  const { Expander } = use("expand");
  const { compare, distinct, size, slice } = use("order");
  const score = use("score");

  class Vocabulary {
    /** @param {any} index */
    constructor(index) {
      this.index = index;
      this.fold = (/** @type {string} */ text) => index.fold.text(text);
      /** @type {any[]} */
      this.segments = index.segments;
      /** The labels of the filters by their keys. */
      this.facets = new Map(index.lexicon.facets.map((/** @type {any} */ { key, label }) => [key, label]));
      /** @type {Map<string, any>} */
      this.made = new Map();
      this.average = Math.max(index.totalLength / Math.max(index.size, 1), 1);
    }

    /**
     * @template Value
     * @param {string} name
     * @param {() => Value} make from folded texts
     * @returns {Value} kept, unless the form of a character was lacking
     */
    once(name, make) {
      if (this.made.has(name)) return this.made.get(name);
      const before = this.index.fold.misses;
      const value = make();
      if (this.index.fold.misses === before) this.made.set(name, value);
      return value;
    }

    /** Names and near words. */
    get expander() {
      return this.once("expander", () => new Expander(this.index.lexicon, this.fold));
    }

    /** Works cited but not held: title, numbers and address, the key of the title and the keys of the numbers. */
    get wanted() {
      /** @type {any[]} */
      const rows = this.index.part("wanted") ?? [];
      return rows.map(([title, numbers, url, key, own]) => ({ title, numbers, url, key, own }));
    }

    /** The terms of whole numbers, n:<number>||, of all records. @returns {string[]} */
    get ownNumbers() {
      return this.once("numbers", () => {
        const found = this.segments.flatMap(segment => segment.starting("keys", "n:"));
        this.index.shelf.stop();
        return distinct(found.filter((/** @type {string} */ key) => key.endsWith("||"))).sort(compare);
      });
    }

    /** @param {string} text folded @returns {string[]} the terms of held numbers that contain it */
    numbersHolding(text) {
      return this.ownNumbers.filter(key => key.slice(2, -2).includes(text));
    }

    /** @param {string} code folded @returns {boolean} whether held numbers begin with it and go on with digits */
    isCode(code) {
      const start = `n:${code}`;
      return this.ownNumbers.some(key => key.startsWith(start) && /^\p{Nd}/u.test(key.slice(start.length)));
    }

    /** @param {string} text a folded name or near word @returns {string} as the lexicon writes it */
    written(text) {
      const { names, synonyms } = this.index.lexicon;
      const table = this.once("written", () =>
        new Map([...names, ...synonyms].flat().map(word => [this.fold(word), word])));
      return table.get(text) ?? text;
    }

    /** @param {string} raw a whole text as it was typed @param {string} piece of it, folded @returns {string} the piece as it was typed */
    typed(raw, piece) {
      const { text, offsets } = this.index.fold.folded(raw);
      const at = text.indexOf(piece);
      return piece && at >= 0 ? slice(raw, offsets[at], offsets[at + piece.length - 1] + 1) : piece;
    }

    /** @param {string} key of a facet @returns {string[]} all its values, in order of their characters */
    values(key) {
      return distinct(this.segments.flatMap(segment => segment.columns.used(key))).sort(compare);
    }

    /** @param {string} piece of two or more characters @returns {boolean} whether it is a dictionary word that occurs */
    known(piece) {
      if (size(piece) === 2) return this.segments.map(segment => segment.isWord(piece)).includes(true);
      return this.segments.map(segment => Boolean(segment.find("t", piece))).includes(true);
    }

    /** @param {number} df @returns {number} the idf in thousandths of what so many records hold */
    rarity(df) {
      return score.rarity(this.index.size, df);
    }
  }

  return { Vocabulary };
}
searchReader.define("vocabulary", searchVocabulary);
