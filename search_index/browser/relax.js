// Help where nothing was found: fewer words, near numbers, near titles, near spellings, works wanted.
/** @param {Use} use */
function searchRelax(use) {
  "use strict";
  const { having, tiersOf, tiersOfAny, without, IN_TEXT, NONE, RELAXED } = use("match");
  const { docsOf, bigrams } = use("phrase");
  const { titleKey } = use("title");
  const { compare, distinct, size } = use("order");
  const { piece, needsOf } = use("plan");
  const { record } = use("records");
  const { clause } = use("syntax");

  const MOST = 3;
  /** One part in so many of the weight of all pieces is enough. */
  const SHARE = 3;
  /** A shorter text is part of too many titles to mean one of them. */
  const SHORTEST_TITLE = 6;

  /**
   * The records that hold pieces of a query worth at least a third of all: each its idf, held by itself
   * or by a near word; one that no record holds weighs nothing and is named. What stands in quotes or
   * in a field is required as it is.
   * @param {any} planner
   * @param {any} plan
   * @returns {{plan: any, tiers: Uint8Array[], kept: string[], missing: string[], fixed: any[], unmet: any[]}} fixed and unmet are clauses: required as before, and those no record answers
   */
  function relaxed(planner, plan) {
    const fixed = plan.groups.filter((/** @type {any[]} */ group) => group.some(isFixed));
    const groups = plan.groups.map((/** @type {any[]} */ group) =>
      fixed.includes(group) ? group : group.map(need => cut(planner, need)));
    planner.vocabulary.index.shelf.stop();
    const { vocabulary } = planner;
    const { segments } = vocabulary;
    /** Each piece with what was typed for it. @type {Map<string, {one: any, shown: string}>} */
    const known = new Map();
    for (const need of groups.filter((/** @type {any[]} */ group) => !fixed.includes(group)).flat()) {
      const typed = (/** @type {string} */ text) => (isNumber(need) ? "" : vocabulary.typed(need.clause.text, text));
      for (const one of need.pieces) known.set(JSON.stringify(one), { one, shown: typed(one.text) });
    }
    /** For every segment which records answer each fixed group. @type {Uint8Array[][]} */
    const met = segments.map((/** @type {any} */ segment) =>
      fixed.map((/** @type {any[]} */ group) => tiersOfAny(segment, group).map(tier => (tier < NONE ? 1 : 0))));
    const pieces = [...known.values()].map(({ one }) => one);
    const shown = [...known.values()].map(piece => piece.shown);
    const masks = pieces.map(one => segments.map((/** @type {any} */ segment) => living(segment, having(segment, one, true))));
    const counts = masks.map(row => row.reduce((/** @type {number} */ sum, /** @type {Uint8Array} */ mask) => sum + total(mask), 0));
    const found = pieces.map((_, at) => at).filter(at => counts[at]);
    // One more than the idf: a piece that every record holds still weighs something.
    const weights = pieces.map((_, at) => vocabulary.rarity(counts[at]) + 1);
    const most = found.reduce((sum, at) => sum + weights[at], 0);
    const tiers = segments.map((/** @type {any} */ segment, /** @type {number} */ number) => {
      const gone = without(segment, plan);
      return Uint8Array.from(gone, (out, doc) => {
        let weight = 0;
        for (const at of found) if (masks[at][number][doc]) weight += weights[at];
        const enough = weight > 0 && SHARE * weight >= most && !out && met[number].every(mask => mask[doc]);
        return enough ? RELAXED : NONE;
      });
    });
    return {
      plan: { ...plan, groups },
      tiers,
      kept: found.map(at => shown[at]).filter(Boolean),
      missing: shown.filter((text, at) => text && !counts[at]),
      fixed: fixed.flat().map((/** @type {any} */ need) => need.clause),
      unmet: fixed
        .filter((/** @type {any[]} */ _, /** @type {number} */ at) =>
          !segments.some((/** @type {any} */ segment, /** @type {number} */ number) => total(living(segment, met[number][at]))))
        .flat()
        .map((/** @type {any} */ need) => need.clause),
    };
  }

  /** @param {any} need @returns {boolean} whether it is in quotes or in a field */
  function isFixed({ filters, clause: { quoted, field } }) {
    return Boolean(filters || quoted || field);
  }

  /** @param {any} need @returns {boolean} whether it surely is a document number */
  function isNumber({ reading }) {
    return Boolean(reading.whole && reading.near.length);
  }

  /** @param {any} segment @param {Uint8Array} mask */
  function living(segment, mask) {
    return mask.map((held, doc) => held & segment.live[doc]);
  }

  /** @param {Uint8Array} mask */
  function total(mask) {
    return mask.reduce((sum, held) => sum + held, 0);
  }

  /** @param {any} planner @param {any} need @returns {any} with pieces: of a number the records with the same year and serial, else its words */
  function cut(planner, need) {
    if (isNumber(need)) return { ...need, pieces: [piece(need.text, { keys: need.reading.near })] };
    return { ...need, pieces: planner.roughPieces(need.clause.text) };
  }

  /** @param {any} vocabulary @param {any} plan @returns {{title: string, url: string}[]} records whose titles share most pairs with the query, at least half of them */
  function nearTitles(vocabulary, plan) {
    const asked = plan.groups.flat().map((/** @type {any} */ need) => need.text).join("");
    const grams = distinct(bigrams(asked ? titleKey(asked) : ""));
    const best = [];
    for (const segment of vocabulary.segments) {
      const shared = new Uint32Array(segment.size);
      for (const gram of grams) for (const doc of docsOf(segment, "title", gram)) shared[doc] += 1;
      /** @type {number[]} */
      const enough = [];
      shared.forEach((number, doc) => {
        if (2 * number >= Math.max(grams.length, 2) && segment.live[doc]) enough.push(doc);
      });
      enough.sort((one, other) => shared[other] - shared[one] || segment.rank(one) - segment.rank(other));
      best.push(...enough.slice(0, MOST).map(doc => ({ number: shared[doc], segment, doc })));
    }
    const rows = best.map(one => ({ ...one, shown: record(one.segment, one.doc) }));
    vocabulary.index.shelf.stop();
    rows.sort((one, other) => other.number - one.number || compare(one.shown?.id ?? "", other.shown?.id ?? ""));
    return rows.slice(0, MOST).map(({ shown }) => ({ title: shown?.title ?? "", url: shown?.url ?? "" }));
  }

  /** @param {any} planner @param {any} plan @returns {string[]} queries in which one clause is spelled as something that is found */
  function nearSpellings(planner, plan) {
    const { near } = use("suggest");
    const found = [];
    for (const need of plan.groups.flat()) {
      if (size(need.text) < 2 || isFound(planner, need.clause, IN_TEXT)) continue;
      const { vocabulary } = planner;
      for (const other of near(vocabulary.index, need.text, (/** @type {string} */ text) => vocabulary.known(text))) {
        if (isFound(planner, clause(other), IN_TEXT)) found.push(plan.query.raw.replace(need.clause.text, () => other));
      }
    }
    return distinct(found);
  }

  /** @param {any} planner @param {any} asked clause @param {number} limit @returns {boolean} whether any record has it in that tier or one above it */
  function isFound(planner, asked, limit) {
    const need = planner.need(asked);
    return planner.vocabulary.segments
      .map((/** @type {any} */ segment) => tiersOf(segment, need).some((tier, doc) => tier <= limit && segment.live[doc]))
      .includes(true);
  }

  /** @param {any} vocabulary @param {any} plan @returns {{title: string, numbers: string[], url: string}[]} works the query names that are cited but not held */
  function wanted(vocabulary, plan) {
    const needs = needsOf(plan);
    const numbers = new Set(needs.flatMap(need => need.reading.number));
    const keys = distinct(needs.filter(need => need.text).map(need => titleKey(need.text)));
    // A text is a title or most of it; the name of a body stands in many titles.
    const names = (/** @type {string} */ title) => keys.some(key => key === title
      || (size(key) >= SHORTEST_TITLE && 2 * size(key) >= size(title) && title.includes(key)));
    if (!numbers.size && !keys.length) return [];
    return vocabulary.wanted
      .filter((/** @type {any} */ one) => one.own.some((/** @type {string} */ key) => numbers.has(key)) || names(one.key))
      .slice(0, MOST)
      .map((/** @type {any} */ { title, numbers: own, url }) => ({ title, numbers: own, url }));
  }

  return { relaxed, nearTitles, nearSpellings, wanted };
}
searchReader.define("relax", searchRelax);
