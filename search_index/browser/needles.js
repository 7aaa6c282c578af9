// What of a query is marked in the records found.
/** @param {Use} use */
function searchNeedles(use) {
  "use strict";
  const { needsOf } = use("plan");
  const { distinct, size } = use("order");

  /** What a reading weighs beside texts, which weigh the square of their length. */
  const READING = 100;

  /** @param {any} plan */
  function sought(plan) {
    const needs = needsOf(plan);
    const keys = needs.flatMap(({ reading, pieces }) => [
      ...reading.cited,
      ...reading.dates,
      ...reading.figures,
      ...pieces.flatMap(piece => piece.keys),
    ]);
    return {
      clauses: needs.map(clause),
      keys: new Set(keys),
      keyWeight: READING,
    };
  }

  /** Single characters are only marked where nothing longer can be. @param {any} need */
  function clause(need) {
    const texts = need.pieces.flatMap((/** @type {any} */ piece) => [piece.text, ...piece.names, ...piece.near]);
    const longer = texts.filter((/** @type {string} */ text) => size(text) > 1);
    return { whole: needles([need.text, ...need.names]), pieces: needles(longer.length ? longer : texts) };
  }

  /** @param {string[]} texts */
  function needles(texts) {
    return distinct(texts).map(text => ({ text, weight: size(text) ** 2 }));
  }

  return { sought };
}
searchReader.define("needles", searchNeedles);
