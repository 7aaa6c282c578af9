// What of a query is marked in the records found.
/** @param {Use} use */
function searchNeedles(use) {
  "use strict";
  const { needsOf, textsOf } = use("plan");
  const { distinct, size } = use("order");

  /** What a reading weighs beside texts, which weigh the square of their length. */
  const READING = 100;

  /** @param {any} plan */
  function sought(plan) {
    const needs = needsOf(plan);
    const texts = distinct(needs.flatMap(textsToMark)).filter(Boolean);
    const keys = needs.flatMap(({ reading, pieces }) => [
      ...reading.cited,
      ...reading.dates,
      ...reading.figures,
      ...pieces.flatMap(piece => piece.keys),
    ]);
    return {
      needles: texts.map(text => ({ text, weight: size(text) ** 2 })),
      keys: new Set(keys),
      keyWeight: READING,
    };
  }

  /** Single characters are only marked where there is nothing longer. @param {any} need @returns {string[]} */
  function textsToMark(need) {
    const texts = textsOf(need);
    const longer = need.pieces.some((/** @type {any} */ piece) => size(piece.text) > 1);
    return longer ? texts.filter(text => size(text) > 1) : texts;
  }

  return { sought };
}
searchReader.define("needles", searchNeedles);
