// What a reader is told about how an answer came about, in Chinese.
/** @param {Use} use */
function searchNotes(use) {
  "use strict";
  const { needsOf, nearOf } = use("plan");
  const { NUMBER } = use("readings");
  const { shown } = use("syntax");
  const { distinct } = use("order");
  const { IN_TEXT, NEAR, WORDS } = use("match");

  /** @param {any} matches @param {Object<number, number>} tiers how many records each has @returns {string[]} */
  function notes({ plan, relaxed, filters, unfiltered, vocabulary }, tiers) {
    const total = Object.values(tiers).reduce((sum, number) => sum + number, 0);
    const said = [...filters.notes];
    if (plan.query.limit) said.push(`检索词过长，只检索了前${plan.query.limit}个字。`);
    for (const text of plan.ignored) said.push(`“${text}”只有标点，没有可检索的内容。`);
    const numbers = lacking(plan, vocabulary);
    if (numbers.length) said.push(`没有收录这一文号的文件：${numbers.join("、")}。`);
    said.push(...(relaxed ? loose(relaxed, total, vocabulary, numbers.length > 0) : added(plan, tiers, vocabulary)));
    if (!total && unfiltered) said.push(`在所选范围内没有找到；不加筛选共有${unfiltered}条。`);
    else if (!total && !relaxed) said.push("没有找到。");
    return said;
  }

  /** @param {any} plan @param {any} vocabulary @returns {string[]} the document numbers asked for that no record has, as they should be written */
  function lacking(plan, vocabulary) {
    return needsOf(plan)
      .filter(({ reading }) => reading.whole && reading.near.length)
      .filter(({ reading }) => !reading.number.some((/** @type {string} */ key) => vocabulary.index.df("keys", key)))
      .flatMap(({ reading }) => reading.said.map((/** @type {string} */ one) => one.slice(NUMBER.length)));
  }

  /** @param {any} relaxed @param {number} total @param {any} vocabulary @param {boolean} lacking a document number */
  function loose(relaxed, total, vocabulary, lacking) {
    if (lacking && !relaxed.kept.length && !relaxed.missing.length && !relaxed.fixed.length) {
      return total ? [`以下${total}条是年份和顺序号相同的文件。`] : [];
    }
    const said = ["没有找到含有全部检索词的内容。"];
    const { facets } = vocabulary.index.lexicon;
    if (relaxed.unmet.length) {
      said.push(`没有内容符合：${relaxed.unmet.map((/** @type {any} */ one) => shown(one, facets)).join("、")}。`);
    } else if (relaxed.fixed.length) said.push("引号内和限定了字段的检索词没有放宽。");
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
    const exact = Object.entries(tiers).reduce((sum, [tier, number]) => sum + (Number(tier) <= IN_TEXT ? number : 0), 0);
    if (exact && tiers[WORDS]) said.push(`其中${exact}条含有检索词原文，${tiers[WORDS]}条词语都有，但不相连。`);
    if (tiers[NEAR]) {
      const words = distinct(needs.flatMap(nearOf).map(written));
      said.push(`另有${tiers[NEAR]}条含有近义词：${words.join("、")}。`);
    }
    return said;
  }

  return { notes };
}
searchReader.define("notes", searchNotes);
