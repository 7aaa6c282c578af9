// What a query asks for: its clauses folded, read, cut and given the names and near words of the lexicon.
/** @param {Use} use */
function searchPlan(use) {
  "use strict";
  const { reading, any, read, scan } = use("readings");
  const { asked } = use("numbers");
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
   * @property {Piece[]} pieces what may be there if the text as a whole is not
   * @property {boolean} apart whether a record that holds all pieces answers the clause
   * @property {any} filters what a record must pass, if the clause is a filter among others
   */

  /** @typedef {{text: string, keys: string[]}} Cut a piece of a text and terms that do as well */

  /** @param {string} text @param {Partial<Piece>} [more] @returns {Piece} */
  function piece(text, more = {}) {
    return { text, names: [], near: [], keys: [], ...more };
  }

  /** @param {Need} need @returns {string[]} everything folded by which it is found: itself, names, pieces, near words */
  function textsOf(need) {
    return [need.text, ...need.names, ...need.pieces.flatMap(one => [one.text, ...one.names, ...one.near])];
  }

  /** @param {Need} need @returns {string[]} near words by which it may be answered */
  function nearOf(need) {
    return need.apart ? need.pieces.flatMap(one => one.near) : [];
  }

  /** @param {string} part @returns {boolean} whether it is more than a single character, or a digit or letter */
  function saysSomething(part) {
    return size(part) > 1 || /^[\x00-\x7f]*$/.test(part);
  }

  /** @param {Cut[]} cuts @returns {Cut[]} each once */
  function once(cuts) {
    return [...new Map(cuts.map(one => [JSON.stringify(one), one])).values()];
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

    /** @param {any} query @returns {any} one that as a whole is a document number as that one clause, any other as it is */
    asNumber(query) {
      if (!query.whole) return query;
      const own = this.read(query.whole.text);
      return own.whole && own.near.length ? { ...query, groups: [[query.whole]], whole: null } : query;
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
      const need = { clause, text: "", names: [], reading: reading(), pieces: [], apart: false, filters: null };
      if (filters) return { ...need, filters };
      const text = this.fold(clause.text);
      if (clause.quoted && clause.field !== "number") {
        return { ...need, text, reading: text ? reading() : this.read(clause.text) };
      }
      let own = this.read(clause.text);
      if (clause.field === "number" && text && !own.whole) {
        own = { ...own, number: [...own.number, ...this.vocabulary.numbersHolding(text)] };
      }
      const forms = own.forms.map(this.fold);
      const names = distinct([...this.vocabulary.expander.equivalents(text), ...forms]);
      return { ...need, text, names, reading: own, ...(own.whole ? {} : this.pieces(clause.text)) };
    }

    /** @param {string} text */
    read(text) {
      const own = read(text, this.fold, name => this.vocabulary.expander.equivalents(name));
      if (!own.near.length || own.whole || !asked(text)) return own;
      return { ...own, whole: this.vocabulary.isCode(own.number[0].split("|")[0].slice(2)) };
    }

    /** @param {string} text @returns {{pieces: Piece[], apart: boolean}} single characters left over are everywhere: with them the pieces apart are no answer */
    pieces(text) {
      const cuts = once(this.cut(text)).filter(one => !stop(one.text));
      const longer = cuts.filter(one => saysSomething(one.text));
      const apart = longer.length === cuts.length || cuts.length === 1;
      return { pieces: (longer.length ? longer : cuts).map(one => this.piece(one)), apart };
    }

    /** @param {string} text @returns {Piece[]} neighbouring single characters together: likely an unknown word; others left out, unless no record holds them */
    roughPieces(text) {
      /** @type {Cut[]} */
      const runs = [];
      let single = false;
      for (const one of this.cut(text)) {
        const alone = !saysSomething(one.text) && !stop(one.text);
        if (alone && single) runs.push({ text: `${runs.pop()?.text}${one.text}`, keys: [] });
        else runs.push(one);
        single = alone;
      }
      const parts = once(runs).filter(one => !stop(one.text));
      const { index } = this.vocabulary;
      const longer = parts.filter(one => saysSomething(one.text) || !index.df("chars", one.text));
      return (longer.length ? longer : parts).map(one => this.piece(one));
    }

    /** @param {string} text @returns {Cut[]} its pieces, folded, with the terms of the number, figure or date that one is */
    cut(text) {
      const known = (/** @type {string} */ part) => this.vocabulary.known(part);
      const { text: folded, offsets } = this.vocabulary.index.fold.folded(text);
      // Ask for all at once: the cut goes on from what it knows.
      [...bigrams(folded), ...substrings(folded)].forEach(known);
      const place = (/** @type {number} */ units) => {
        const raw = size(text.slice(0, units));
        const at = offsets.findIndex((/** @type {number} */ offset) => offset >= raw);
        return at < 0 ? offsets.length : at;
      };
      /** @type {Map<number, string[]>} */
      const keys = new Map();
      /** @type {Map<number, number>} */
      const fixed = new Map();
      for (const one of scan(text, this.fold)) {
        const [start, end] = [place(one.start), place(one.end)];
        if (start >= end) continue;
        const { number, cited, dates, figures } = this.read(text.slice(one.start, one.end));
        const own = [...number, ...cited, ...dates, ...figures];
        keys.set(start, own.length ? own : one.keys);
        fixed.set(start, end);
      }
      let start = 0;
      return cut(folded, known, this.vocabulary.expander.pieces, fixed).map(part => {
        const one = { text: part, keys: keys.get(start) ?? [] };
        start += size(part);
        return one;
      });
    }

    /** @param {Cut} one @returns {Piece} */
    piece({ text, keys }) {
      const { expander } = this.vocabulary;
      return piece(text, { names: expander.equivalents(text), near: expander.near(text), keys });
    }
  }

  return { Planner, piece, textsOf, nearOf, needsOf };
}
searchReader.define("plan", searchPlan);
