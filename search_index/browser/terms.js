// The terms of a plan: what adds to scores.
/** @param {Use} use */
function searchTerms(use) {
  "use strict";
  const WEIGHTS = use("tables").weights;
  const { titleKey } = use("title");
  const { bigrams, stretches } = use("phrase");
  const { distinct } = use("order");

  const SHORTEST = 3;
  const LONGEST = 16;
  /** @type {Object<string, string>} */
  const FIELDS = { chars: "单字", grams: "双字", words: "词", title: "标题", keys: "日期、数字" };
  /** A record of a day comes before those that mention it. */
  const OWN_DATE = "D:";
  /** Of the keys of a figure so many are the figure itself, the others are rounder. */
  const OWN_FIGURE = 2;

  /** @typedef {{field: string, text: string, weight: number, df: number, idf: number}} Term */

  /** @param {any} plan @param {any} vocabulary @param {boolean} singles with all single characters too @returns {Term[]} each once */
  function terms(plan, vocabulary, singles) {
    const { needsOf, textsOf } = /** @type {any} */ (use)("plan");
    const needs = needsOf(plan);
    /** @type {[string, string, number][]} */
    const weighed = distinct(needs.flatMap(textsOf)).flatMap(text => of(text, vocabulary));
    for (const { text, reading } of needs) {
      for (const key of reading.dates) if (key.startsWith(OWN_DATE)) weighed.push(["keys", key, WEIGHTS.date]);
      for (const key of reading.figures.slice(0, OWN_FIGURE)) weighed.push(["keys", key, WEIGHTS.figure]);
      const chars = Array.from(text);
      if (singles || chars.length === 1) for (const char of chars) weighed.push(["chars", char, WEIGHTS.character]);
    }
    /** @type {Map<string, Term>} */
    const found = new Map();
    for (const [field, text, weight] of weighed) {
      const known = found.get(`${field} ${text}`);
      if (known) known.weight = weight;
      else found.set(`${field} ${text}`, { field, text, weight, df: vocabulary.index.df(field, text), idf: 0 });
    }
    return [...found.values()].filter(term => term.df).map(term => ({ ...term, idf: vocabulary.rarity(term.df) }));
  }

  /** @param {string} text @param {any} vocabulary @returns {[string, string, number][]} */
  function of(text, vocabulary) {
    /** @type {[string, string, number][]} */
    const found = [];
    for (const gram of bigrams(text)) {
      found.push(["grams", gram, vocabulary.known(gram) ? WEIGHTS.word_bigram : WEIGHTS.bigram]);
    }
    for (const word of substrings(text)) if (vocabulary.known(word)) found.push(["words", word, WEIGHTS.word]);
    for (const gram of bigrams(titleKey(text))) found.push(["title", gram, WEIGHTS.title]);
    return found;
  }

  /** @param {string} text @returns {string[]} every stretch as long as dictionary words of three and more characters are */
  function substrings(text) {
    return stretches(text, SHORTEST, LONGEST);
  }

  return { terms, substrings, FIELDS };
}
searchReader.define("terms", searchTerms);
