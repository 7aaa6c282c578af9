// What a query asks for: its clauses folded, read, cut and given the names and near words of the lexicon.
/** @param {Use} use */
function searchPlan(use) {
  "use strict";
  const { reading, any, read } = use("readings");
  const { cut, stop } = use("cut");
  const { ofClause } = use("filters");
  const { distinct, size } = use("order");
  const { bigrams } = use("phrase");
  const { substrings } = use("terms");

  /**
   * @typedef {object} Piece a part of a clause that must be somewhere in a record
   * @property {string} text
   * @property {string[]} names each does as well
   * @property {string[]} near each does instead, in the tier of near words
   * @property {string[]} keys each does as well
   */

  /**
   * @typedef {object} Need a clause understood
   * @property {any} clause
   * @property {string} text folded; empty if the clause is only marks
   * @property {string[]} names equivalent names and spellings, folded
   * @property {any} reading
   * @property {Piece[]} pieces what must be there if the text as a whole is not
   * @property {any} filters what a record must pass, if the clause is a filter among others
   */

  /** @param {string} text @param {Partial<Piece>} [more] @returns {Piece} */
  function piece(text, more = {}) {
    return { text, names: [], near: [], keys: [], ...more };
  }

  /** @param {Need} need @returns {string[]} everything folded by which it is found: itself, names, pieces, near words */
  function textsOf(need) {
    return [need.text, ...need.names, ...need.pieces.flatMap(one => [one.text, ...one.names, ...one.near])];
  }

  /** @param {any} plan @returns {Need[]} all that is searched for */
  function needsOf(plan) {
    return [...plan.groups.flat(), ...(plan.whole ? [plan.whole] : [])];
  }

  class Planner {
    /** @param {any} vocabulary */
    constructor(vocabulary) {
      this.vocabulary = vocabulary;
      this.fold = vocabulary.fold;
    }

    /** @param {any} query whose filters have been taken out */
    plan(query) {
      const groups = [];
      const excluded = [];
      const ignored = [];
      for (const group of query.groups) {
        const needs = group
          .map((/** @type {any} */ clause) => this.need(clause))
          .filter((/** @type {Need} */ need) => need.text || any(need.reading) || need.filters);
        if (!needs.length) ignored.push(...group.map((/** @type {any} */ clause) => clause.text));
        else if (needs[0].clause.excluded) excluded.push(...needs);
        else groups.push(needs);
      }
      const whole = query.whole ? this.need(query.whole) : null;
      return { query, groups, excluded, whole, ignored };
    }

    /** @param {any} clause @returns {Need} what it asks for */
    need(clause) {
      const filters = ofClause(this.vocabulary, clause);
      const need = { clause, text: "", names: [], reading: reading(), pieces: [], filters: null };
      if (filters) return { ...need, filters };
      const text = this.fold(clause.text);
      if (clause.quoted && clause.field !== "number") {
        return { ...need, text, reading: text ? reading() : this.read(clause.text) };
      }
      const own = this.read(clause.text);
      const forms = own.forms.map(this.fold);
      const names = distinct([...this.vocabulary.expander.equivalents(text), ...forms]);
      return { ...need, text, names, reading: own, pieces: own.whole ? [] : this.pieces(text) };
    }

    /** @param {string} text */
    read(text) {
      return read(text, this.fold, name => this.vocabulary.expander.equivalents(name));
    }

    /** @param {string} text folded @returns {Piece[]} that must be in a record */
    pieces(text) {
      return this.required(this.cut(text));
    }

    /** @param {string} text folded @returns {Piece[]} neighbouring single characters together: likely an unknown word */
    roughPieces(text) {
      /** @type {string[]} */
      const runs = [];
      let single = false;
      for (const part of this.cut(text)) {
        const alone = size(part) === 1 && !stop(part);
        if (alone && single) runs.push(`${runs.pop()}${part}`);
        else runs.push(part);
        single = alone;
      }
      return this.required(runs);
    }

    /** @param {string[]} parts @returns {Piece[]} */
    required(parts) {
      const pieces = distinct(parts).filter(part => !stop(part));
      // Single characters, but for digits and letters, are left out beside longer pieces.
      const longer = pieces.filter(part => size(part) > 1 || /^[\x00-\x7f]*$/.test(part));
      return (longer.length ? longer : pieces).map(part => this.piece(part));
    }

    /** @param {string} text folded @returns {string[]} */
    cut(text) {
      const known = (/** @type {string} */ part) => this.vocabulary.known(part);
      // Ask for all at once: the cut goes on from what it knows.
      [...bigrams(text), ...substrings(text)].forEach(known);
      return cut(text, known, this.vocabulary.expander.pieces);
    }

    /** @param {string} text @returns {Piece} */
    piece(text) {
      const { expander } = this.vocabulary;
      const keys = /^\p{Nd}/u.test(text) ? this.read(text).figures : [];
      return piece(text, { names: expander.equivalents(text), near: expander.near(text), keys });
    }
  }

  return { Planner, piece, textsOf, needsOf };
}
searchReader.define("plan", searchPlan);
