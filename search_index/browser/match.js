// Which records answer a query, and in which tier.
/** @param {Use} use */
function searchMatch(use) {
  "use strict";
  const { docsOf, holding, holdingInTitle, standing, titledWith } = use("phrase");
  const { titleKey } = use("title");
  const { size } = use("order");
  const { masks } = use("filters");

  const [NUMBER, TITLE, IN_TITLE, IN_TEXT, WORDS, NEAR, RELAXED] = [1, 2, 3, 4, 5, 6, 7];
  const NONE = 9;

  /** @param {any} segment @param {any} plan @returns {Uint8Array} the tier of every record: 1 to 6, NONE, or 0 where nothing is asked */
  function tiers(segment, plan) {
    const result = new Uint8Array(segment.size);
    for (const group of plan.groups) {
      tiersOfAny(segment, group).forEach((tier, doc) => (result[doc] = Math.max(result[doc], tier)));
    }
    if (plan.whole) {
      byReading(segment, plan.whole).forEach((tier, doc) => (result[doc] = Math.min(result[doc], tier)));
    }
    without(segment, plan).forEach((gone, doc) => {
      if (gone) result[doc] = NONE;
    });
    return result;
  }

  /** @param {any} segment @param {any[]} group @returns {Uint8Array} the best tier of every record for clauses of which one is enough */
  function tiersOfAny(segment, group) {
    const [best, ...others] = group.map(need => tiersOf(segment, need));
    for (const other of others) other.forEach((tier, doc) => (best[doc] = Math.min(best[doc], tier)));
    return best;
  }

  /** @param {any} segment @param {any} plan @returns {Uint8Array} which records can be no answer: deleted and excluded ones */
  function without(segment, plan) {
    const gone = segment.live.map((/** @type {number} */ live) => 1 - live);
    for (const need of plan.excluded) {
      tiersOf(segment, need).forEach((tier, doc) => {
        if (tier <= IN_TEXT) gone[doc] = 1;
      });
    }
    return gone;
  }

  /** @param {any} segment @param {any} need @returns {Uint8Array} the tier of every record for one clause */
  function tiersOf(segment, need) {
    const result = new Uint8Array(segment.size).fill(NONE);
    if (need.filters) markFiltered(segment, need, result);
    else if (need.clause.field === "title") markTitle(segment, need, result);
    else if (need.clause.field === "number") markNumber(segment, need, result);
    else if (need.clause.quoted) markQuoted(segment, need, result);
    else markPlain(segment, need, result);
    return result;
  }

  /** @param {Uint8Array} result @param {Uint32Array} docs @param {number} tier */
  function mark(result, docs, tier) {
    for (const doc of docs) result[doc] = tier;
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markFiltered(segment, need, result) {
    const passed = every(segment.size, masks(segment, need.filters).map(([, mask]) => mask));
    passed.forEach((pass, doc) => {
      if (pass) result[doc] = IN_TEXT;
    });
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markTitle(segment, need, result) {
    const key = titleKey(need.text);
    if (size(key) === 1) mark(result, titledWith(segment, key), IN_TITLE);
    markTitles(segment, need, result);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markTitles(segment, need, result) {
    for (const text of [need.text, ...need.names]) mark(result, holdingInTitle(segment, titleKey(text)), IN_TITLE);
    markExactTitle(segment, need, result);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markExactTitle(segment, need, result) {
    const texts = [need.text, ...need.names].filter(Boolean);
    markKeys(segment, texts.map(text => `t:${titleKey(text)}`), TITLE, result);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markNumber(segment, need, result) {
    if (!need.reading.whole) mark(result, holding(segment, need.text), IN_TEXT);
    markKeys(segment, need.reading.cited, IN_TEXT, result);
    markKeys(segment, need.reading.number, NUMBER, result);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markQuoted(segment, need, result) {
    if (!need.text) {
      markMarks(segment, need, result);
      return;
    }
    mark(result, holding(segment, need.text), IN_TEXT);
    // A title key lacks light words: only with the text itself does the record hold what stands in quotes.
    const titled = holdingInTitle(segment, titleKey(need.text));
    mark(result, titled.filter((/** @type {number} */ doc) => result[doc] === IN_TEXT), IN_TITLE);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markPlain(segment, need, result) {
    if (!need.text) {
      markMarks(segment, need, result);
      return;
    }
    if (need.apart && (need.pieces.length > 1 || need.pieces.some((/** @type {any} */ piece) => piece.near.length))) {
      markPieces(segment, need.pieces, result);
    }
    for (const text of [need.text, ...need.names]) mark(result, holding(segment, text), IN_TEXT);
    const { cited, dates, figures, number } = need.reading;
    markKeys(segment, [...cited, ...dates, ...figures], IN_TEXT, result);
    markTitles(segment, need, result);
    markKeys(segment, number, NUMBER, result);
  }

  /** @param {any} segment @param {string[]} keys @param {number} tier @param {Uint8Array} result */
  function markKeys(segment, keys, tier, result) {
    for (const key of keys) mark(result, docsOf(segment, "keys", key), tier);
  }

  /** @param {any} segment @param {any} need @param {Uint8Array} result */
  function markMarks(segment, need, result) {
    const lists = need.reading.marks.map((/** @type {string} */ key) => any(segment.size, [docsOf(segment, "keys", key)]));
    if (!lists.length) return;
    every(segment.size, lists).forEach((held, doc) => {
      if (held) result[doc] = IN_TEXT;
    });
  }

  /** @param {any} segment @param {any} need @returns {Uint8Array} the tiers of a whole query as a number, a date, a figure or an exact title */
  function byReading(segment, need) {
    const result = new Uint8Array(segment.size).fill(NONE);
    const { cited, dates, figures, number } = need.reading;
    markKeys(segment, [...cited, ...dates, ...figures], IN_TEXT, result);
    markExactTitle(segment, need, result);
    markKeys(segment, number, NUMBER, result);
    return result;
  }

  /** @param {any} segment @param {any[]} pieces @param {Uint8Array} result */
  function markPieces(segment, pieces, result) {
    const has = pieces.map(piece => having(segment, piece));
    pieces.forEach((piece, place) => {
      if (!piece.near.length) return;
      const instead = any(segment.size, piece.near.map((/** @type {string} */ word) => holding(segment, word)));
      const all = every(segment.size, has.map((mask, at) => (at === place ? instead : mask)));
      all.forEach((held, doc) => {
        if (held) result[doc] = NEAR;
      });
    });
    every(segment.size, has).forEach((held, doc) => {
      if (held) result[doc] = WORDS;
    });
  }

  /** @param {any} segment @param {any} piece @param {boolean} [near] @returns {Uint8Array} which records hold it, an equivalent name or a near word */
  function having(segment, piece, near = false) {
    const texts = [piece.text, ...piece.names, ...(near ? piece.near : [])].map(text => standing(segment, text));
    const keyed = piece.keys.map((/** @type {string} */ key) => docsOf(segment, "keys", key));
    return any(segment.size, [...texts, ...keyed]);
  }

  /** @param {number} size @param {Uint32Array[]} lists @returns {Uint8Array} which records stand in any of some lists */
  function any(size, lists) {
    const mask = new Uint8Array(size);
    for (const docs of lists) for (const doc of docs) mask[doc] = 1;
    return mask;
  }

  /** @param {number} size @param {Uint8Array[]} flags @returns {Uint8Array} which records all of them tell of */
  function every(size, flags) {
    const mask = new Uint8Array(size).fill(1);
    for (const one of flags) for (let doc = 0; doc < size; doc += 1) mask[doc] &= one[doc];
    return mask;
  }

  return { tiers, tiersOf, tiersOfAny, without, having, every, NUMBER, TITLE, IN_TITLE, IN_TEXT, WORDS, NEAR, RELAXED, NONE };
}
searchReader.define("match", searchMatch);
