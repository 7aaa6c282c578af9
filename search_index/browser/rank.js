// The order of results, and a page of it without sorting all.
/** @param {Use} use */
function searchRank(use) {
  "use strict";
  const { compare } = use("order");

  const [RELEVANCE, NEWEST, OLDEST] = ["relevance", "newest", "oldest"];
  const SORTS = [RELEVANCE, NEWEST, OLDEST];
  /** Above every score, and small enough for nine tiers to be counted exactly. */
  const TIER = 2 ** 49;
  const NO_DATE = 2 ** 28;

  /** @typedef {{segment: any, docs: Uint32Array, tiers: Uint8Array, score: (docs: Uint32Array) => Float64Array}} Found */
  /** @typedef {{segment: any, doc: number, tier: number, score: number, key: number[]}} Place */

  /** @param {Found[]} found @param {string} sort @param {number} count @returns {Place[]} the first places of all segments together */
  function first(found, sort, count) {
    const needed = neededOf(found, sort, count);
    for (const one of needed) one.segment.columns.load(one.docs);
    const places = needed.flatMap(one => firstOf(one, sort, count));
    return places.sort(before).slice(0, count);
  }

  /** @param {Place} one @param {Place} other */
  function before(one, other) {
    for (let at = 0; at < one.key.length; at += 1) {
      if (one.key[at] !== other.key[at]) return one.key[at] - other.key[at];
    }
    if (one.segment === other.segment) return one.segment.rank(one.doc) - other.segment.rank(other.doc);
    const [own, others] = [one.segment.ids(), other.segment.ids()];
    return own && others ? compare(own[one.doc], others[other.doc]) : 0;
  }

  /** @param {Found[]} found @param {string} sort @param {number} count @returns {Found[]} without the tiers that no page so far can show */
  function neededOf(found, sort, count) {
    if (sort !== RELEVANCE) return found;
    const tiers = new Array(10).fill(0);
    for (const one of found) for (const tier of one.tiers) tiers[tier] += 1;
    const total = tiers.reduce((sum, number) => sum + number, 0);
    let last = 0;
    for (let sum = tiers[0]; sum < Math.min(count, total); sum += tiers[last]) last += 1;
    return found.map(one => {
      const kept = one.tiers.map(tier => (tier <= last ? 1 : 0));
      return { ...one, docs: one.docs.filter((_, at) => kept[at]), tiers: one.tiers.filter((_, at) => kept[at]) };
    });
  }

  /** @param {Found} found @param {string} sort @param {number} count @returns {Place[]} */
  function firstOf({ segment, docs, tiers, score }, sort, count) {
    const relevant = sort === RELEVANCE;
    const dates = Array.from(docs, doc => segment.columns.date(doc));
    const ofDate = dates.map(date => (sort === NEWEST ? -date : date === 0 ? NO_DATE : date));
    const all = relevant ? score(docs) : null;
    const keys = Float64Array.from(docs, (_, at) => (all ? tiers[at] * TIER - all[at] : ofDate[at] * 10 + tiers[at]));
    const chosen = smallest(keys, count);
    const some = all ?? score(Uint32Array.from(chosen, at => docs[at]));
    const places = chosen.map((at, number) => {
      const own = some[all ? at : number];
      const key = relevant ? [tiers[at], -own, -dates[at]] : [ofDate[at], tiers[at], -own];
      return { segment, doc: docs[at], tier: tiers[at], score: own, key };
    });
    return places.sort(before).slice(0, count);
  }

  /** @param {Float64Array} keys @param {number} count @returns {number[]} where the smallest stand, all equals of the last one included */
  function smallest(keys, count) {
    const limit = keys.length > count ? keys.slice().sort()[count - 1] : Infinity;
    const places = [];
    for (let at = 0; at < keys.length; at += 1) if (keys[at] <= limit) places.push(at);
    return places;
  }

  return { first, SORTS, RELEVANCE };
}
searchReader.define("rank", searchRank);
