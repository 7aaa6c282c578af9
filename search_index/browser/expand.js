// Names that mean the same and words near in meaning, as the lexicon has them.
/** @param {Use} use */
function searchExpand(use) {
  "use strict";
  const { compare, distinct, size } = use("order");

  const MOST = 3;
  /** Endings that readers add to a value: 2023年. */
  const ENDINGS = ["年", "类", "级"];

  class Expander {
    /** @param {any} lexicon @param {(text: string) => string} fold */
    constructor(lexicon, fold) {
      this.fold = fold;
      const folded = (/** @type {string[][]} */ groups) => groups.map(group => group.map(fold).filter(Boolean));
      this.names = others(folded(lexicon.names));
      this.nearWords = others(folded(lexicon.synonyms));
      const known = [...this.names.keys(), ...this.nearWords.keys(), ...lexicon.phrases.map(fold)];
      /** What is kept together when a text is cut. */
      this.pieces = new Set(known.filter(piece => size(piece) > 1));
    }

    /** @param {string} text folded @returns {string[]} the other names of what it names */
    equivalents(text) {
      return this.names.get(text) ?? [];
    }

    /** @param {string} text folded @returns {string[]} folded words near in meaning */
    near(text) {
      return this.nearWords.get(text) ?? [];
    }

    /**
     * The value itself; else the values that have an equivalent name, else a near one; else those that
     * hold the text or an equivalent name; else those with an equivalent name that holds the text.
     * @param {string[]} values of a property
     * @param {string} text
     * @returns {string[]} the values that it names
     */
    resolve(values, text) {
      const folded = this.fold(text);
      if (!folded) return [];
      const known = values.map(value => ({ value, own: this.fold(value) }));
      const same = this.equivalents(folded);
      const shorter = size(folded) > 1 ? ENDINGS.map(end => (folded.endsWith(end) ? folded.slice(0, -end.length) : folded)) : [];
      for (const wanted of [[folded], same, shorter, this.near(folded)]) {
        const found = known.filter(({ own }) => wanted.includes(own));
        if (found.length) return found.map(({ value }) => value);
      }
      let held = known.filter(({ own }) => [folded, ...same].some(one => own.includes(one)));
      if (!held.length) held = known.filter(({ own }) => this.equivalents(own).some(name => name.includes(folded)));
      return held.map(({ value }) => value);
    }

    /** @param {string[]} values @param {string} text @returns {string[]} the values, at most three, that share most characters with a text, at least two */
    nearest(values, text) {
      const chars = distinct(this.fold(text));
      const shared = values.map(value => {
        const own = this.fold(value);
        return { value, count: chars.filter(char => own.includes(char)).length };
      });
      const near = shared.filter(({ count }) => count > 1);
      near.sort((one, other) =>
        other.count - one.count || size(one.value) - size(other.value) || compare(one.value, other.value));
      return near.slice(0, MOST).map(({ value }) => value);
    }
  }

  /** @param {string[][]} groups @returns {Map<string, string[]>} for every member of a group all others of all its groups */
  function others(groups) {
    /** @type {Map<string, Set<string>>} */
    const table = new Map();
    for (const group of groups) {
      for (const one of group) {
        const held = table.get(one) ?? new Set();
        for (const other of group) held.add(other);
        table.set(one, held);
      }
    }
    return new Map([...table].map(([one, held]) => [one, [...held].filter(other => other !== one)]));
  }

  return { Expander };
}
searchReader.define("expand", searchExpand);
