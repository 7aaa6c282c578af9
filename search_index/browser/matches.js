// What matches a plan and its filters, in every segment of an index.
/** @param {Use} use */
function searchMatches(use) {
  "use strict";
  const { tiers, NONE } = use("match");
  const { masks, selected, count } = use("filters");
  const { compare } = use("order");
  const { scores } = use("score");
  const { relaxed } = use("relax");

  class Matches {
    /** @param {any} planner @param {any} plan @param {any} filters */
    constructor(planner, plan, filters) {
      const { shelf } = planner.vocabulary.index;
      this.planner = planner;
      this.vocabulary = planner.vocabulary;
      this.filters = filters;
      /** @type {any} */
      this.relaxed = null;
      this.plan = plan;
      const segments = /** @type {any[]} */ (this.vocabulary.segments);
      // All that was typed may hold nothing that could be searched.
      const empty = plan.ignored.length && !plan.groups.length && !plan.excluded.length;
      /** @type {Uint8Array[]} */
      let found = segments.map(segment => (empty ? new Uint8Array(segment.size).fill(NONE) : tiers(segment, plan)));
      shelf.stop();
      if (plan.groups.length && !found.some(one => one.some(tier => tier < NONE))) {
        this.relaxed = relaxed(planner, plan);
        shelf.stop();
        ({ plan: this.plan, tiers: found } = this.relaxed);
      }
      /** @type {any[]} */
      this.parts = segments.map((segment, at) => ({ segment, tiers: found[at], passed: masks(segment, filters) }));
    }

    /** @param {any} part @param {string} [without] a facet @returns {Uint8Array} which records match and pass all filters but its own */
    chosen(part, without = "") {
      const chosen = part.tiers.map((/** @type {number} */ tier) => (tier < NONE ? 1 : 0));
      for (const [key, mask] of part.passed) {
        if (key !== without) for (let doc = 0; doc < mask.length; doc += 1) chosen[doc] &= mask[doc];
      }
      return chosen;
    }

    /** How many records match without the filters. */
    get unfiltered() {
      const matching = (/** @type {Uint8Array} */ all) => all.reduce((sum, tier) => sum + (tier < NONE ? 1 : 0), 0);
      return this.parts.reduce((sum, part) => sum + matching(part.tiers), 0);
    }

    /** @param {any[]} asked terms to score by */
    found(asked) {
      return this.parts.map(part => {
        const docs = places(this.chosen(part));
        const score = (/** @type {Uint32Array} */ some) => scores(part.segment, some, asked, this.vocabulary.average);
        return { segment: part.segment, docs, tiers: Uint8Array.from(docs, doc => part.tiers[doc]), score };
      });
    }

    /** @param {string} key of a facet @returns {Map<string, number>} its values over what matches and passes all other filters */
    counts(key) {
      const together = new Map(selected(this.filters, key).sort(compare).map(value => [value, 0]));
      for (const part of this.parts) {
        const chosen = this.chosen(part, key);
        part.segment.columns.load(places(chosen));
        count(part.segment, key, chosen, together);
      }
      return together;
    }
  }

  /** @param {Uint8Array} mask @returns {Uint32Array} */
  function places(mask) {
    const found = [];
    for (let doc = 0; doc < mask.length; doc += 1) if (mask[doc]) found.push(doc);
    return Uint32Array.from(found);
  }

  return { Matches };
}
searchReader.define("matches", searchMatches);
