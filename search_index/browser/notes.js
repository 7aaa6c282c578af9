// What a reader is told about how an answer came about, in Chinese.
/** @param {Use} use */
function searchNotes(use) {
  "use strict";
  const { needsOf } = use("plan");
  const { distinct } = use("order");
  const { NEAR } = use("match");

  /** @param {any} matches @param {Object<number, number>} tiers how many records each has @returns {string[]} */
  function notes({ plan, relaxed, filters, unfiltered, vocabulary }, tiers) {
    const total = Object.values(tiers).reduce((sum, number) => sum + number, 0);
    const said = [...filters.notes];
    if (plan.query.limit) said.push(`检索词过长，只检索了前${plan.query.limit}个字。`);
    for (const text of plan.ignored) said.push(`“${text}”只有标点，没有可检索的内容。`);
    said.push(...(relaxed ? loose(relaxed, total) : added(plan, tiers, vocabulary)));
    if (!total && unfiltered) said.push(`在所选范围内没有找到；不加筛选共有${unfiltered}条。`);
    else if (!total && !relaxed) said.push("没有找到。");
    return said;
  }

  /** @param {any} relaxed @param {number} total */
  function loose(relaxed, total) {
    const said = ["没有找到含有全部检索词的内容。"];
    if (relaxed.missing.length) said.push(`全库没有出现：${relaxed.missing.join("、")}。`);
    if (total && relaxed.kept.length) said.push(`以下${total}条只含有其中一部分：${relaxed.kept.join("、")}。`);
    return said;
  }

  /** @param {any} plan @param {Object<number, number>} tiers @param {any} vocabulary */
  function added(plan, tiers, vocabulary) {
    const written = (/** @type {string} */ text) => vocabulary.written(text);
    const needs = needsOf(plan);
    // The forms of a number are no other names.
    const names = distinct(needs.filter(need => !need.reading.forms.length).flatMap(need => need.names).map(written));
    const said = names.length ? [`同时查找：${names.join("、")}。`] : [];
    if (tiers[NEAR]) {
      const words = distinct(needs.flatMap(need => need.pieces.flatMap(piece => piece.near)).map(written));
      said.push(`另有${tiers[NEAR]}条含有近义词：${words.join("、")}。`);
    }
    return said;
  }

  return { notes };
}
searchReader.define("notes", searchNotes);
