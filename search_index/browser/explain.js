// Why a record was found and stands where it stands, in Chinese.
/** @param {Use} use */
function searchExplain(use) {
  "use strict";
  const { needsOf, nearOf } = use("plan");
  const { distinct, compare } = use("order");
  const { holding } = use("phrase");
  const { NEAR } = use("match");
  const { partsOf, KEPT, OF } = use("score");
  const { FIELDS } = use("terms");

  const TIERS = ["", "文号相符", "标题相符", "标题中有", "正文中有", "词语都有，但不相连", "有近义词", "只有部分词语"];
  const REASONS = [
    "没有检索词，只按筛选条件列出",
    "文号与检索的文号相同",
    "标题与检索词相同",
    "标题含有检索词",
    "全文含有检索词，或其等同名称、日期、数字的另一写法",
    "全文含有检索词的每个词语，但不连在一起",
    "全文含有检索词的近义词",
    "全文只含有检索词的一部分",
  ];

  /** @param {any} place @param {any} plan @param {any} vocabulary @returns {string} what the tier of a record is called, with the near words it was found by */
  function label(place, plan, vocabulary) {
    if (place.tier !== NEAR) return TIERS[place.tier] ?? "";
    const words = distinct(needsOf(plan).flatMap(nearOf));
    const held = words.filter(word => holding(place.segment, word).includes(place.doc));
    return `近义词：${held.map(word => vocabulary.written(word)).join("、")}`;
  }

  /** @param {any} place @param {any[]} terms @param {any} vocabulary */
  function explanation({ segment, doc, tier }, terms, vocabulary) {
    const shares = partsOf(segment, doc, terms, vocabulary.average).map(([term, tf, points]) => ({
      field: FIELDS[term.field],
      term: term.text,
      df: term.df,
      tf,
      weight: term.weight,
      idf: term.idf,
      points,
    }));
    shares.sort((one, other) => other.points - one.points || compare(one.term, other.term));
    let reason = tier ? `第${tier}档：${REASONS[tier]}` : REASONS[0];
    if (segment.columns.repealed(doc)) reason += `；已废止，得分按${KEPT}/${OF}计`;
    return { reason: `${reason}。`, shares };
  }

  return { label, explanation };
}
searchReader.define("explain", searchExplain);
