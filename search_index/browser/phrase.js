// Containment: which records hold a folded text, exactly.
/** @param {Use} use */
function searchPhrase(use) {
  "use strict";
  const { size } = use("order");

  /** So many records are read themselves: results show their texts anyway. */
  const SHOWN = 20;
  /** Bytes of a part of places, and of a character of a record, roughly. */
  const PLACES = 5000;
  const CHARACTER = 1.6;
  /** Dictionary words of three and more characters, which have lists of their own. */
  const [SHORTEST, LONGEST] = [3, 16];
  const NO_DOCS = new Uint32Array(0);
  /** What a digit or a Latin letter is not parted from: 6 is no part of 16 or 2.6. */
  const KIN = ["0123456789.", "abcdefghijklmnopqrstuvwxyz"];

  /** @param {any} segment @param {string} field @param {string} term @returns {Uint32Array} ascending */
  function docsOf(segment, field, term) {
    return segment.postings(field, term)?.docs ?? NO_DOCS;
  }

  /** @param {string} text @returns {string[]} its pairs of neighbouring characters, in order */
  function bigrams(text) {
    const chars = Array.from(text);
    return chars.slice(1).map((char, place) => chars[place] + char);
  }

  /** @param {any} segment @param {string} text folded @returns {Uint32Array} records whose text contains it, ascending */
  function holding(segment, text) {
    const length = size(text);
    if (length < 2) return length ? docsOf(segment, "chars", text) : NO_DOCS;
    if (length === 2) return docsOf(segment, "grams", text);
    const word = segment.postings("words", text);
    if (word) return word.docs;
    const found = adjacent(segment, "grams", text);
    return word === null ? found : NO_DOCS;
  }

  /** @param {any} segment @param {string} text folded @returns {Uint32Array} records that hold it, digits and letters at its ends not within longer runs */
  function standing(segment, text) {
    const docs = holding(segment, text);
    const chars = Array.from(text);
    const [first, last] = [chars[0] ?? "", chars[chars.length - 1] ?? ""];
    const [before, after] = [kin(first), kin(last)];
    if (!docs.length || !(before || after)) return docs;
    /** @type {[string, number][]} */
    const pairs = Array.from(before, char => [char + first, 1]);
    for (const char of after) pairs.push([last + char, 1 - chars.length]);
    // Every list is asked for before the first is read.
    const lists = pairs.map(([pair, shift]) => ({ shift, places: spots(segment, pair, docs) }));
    const inRuns = new Set(lists.flatMap(({ shift, places }) => Array.from(places, place => place + shift)));
    if (chars.length === 1) {
      const { docs: all, times } = segment.postings("chars", text);
      const counts = new Map(Array.from(all, (doc, at) => [doc, times[at]]));
      const places = Float64Array.from(inRuns).sort();
      const within = tally(segment, places, docs);
      return docs.filter((/** @type {number} */ doc, /** @type {number} */ at) => (counts.get(doc) ?? 0) > within[at]);
    }
    const grams = bigrams(text);
    const own = grams.map(gram => spots(segment, gram, docs));
    const places = own.slice(1).reduce((held, others, at) => following(held, others, at + 1), own[0]);
    return owners(segment, "grams", places.filter(place => !inRuns.has(place)), docs);
  }

  /** @param {string} char */
  function kin(char) {
    return KIN.find(one => char && one.includes(char)) ?? "";
  }

  /** @param {any} segment @param {string} pair @param {Uint32Array} docs @returns {Float64Array} its places in these records, and perhaps in others */
  function spots(segment, pair, docs) {
    return (segment.postings("grams", pair) && segment.positions("grams", pair, docs)) || new Float64Array(0);
  }

  /** @param {any} segment @param {Float64Array} places ascending @param {Uint32Array} docs ascending @returns {number[]} how many of them lie in each record */
  function tally(segment, places, docs) {
    let at = 0;
    return Array.from(docs, doc => {
      const end = segment.base("grams", doc + 1);
      while (at < places.length && places[at] < segment.base("grams", doc)) at += 1;
      const from = at;
      while (at < places.length && places[at] < end) at += 1;
      return at - from;
    });
  }

  /** @param {any} segment @param {string} key @returns {Uint32Array} records one of whose title keys contains it, ascending */
  function holdingInTitle(segment, key) {
    const length = size(key);
    if (length < 2) return NO_DOCS;
    return length === 2 ? docsOf(segment, "title", key) : adjacent(segment, "title", key);
  }

  /** @param {any} segment @param {string} char @returns {Uint32Array} records one of whose title keys holds it beside another */
  function titledWith(segment, char) {
    return docsOf(segment, "title_chars", char);
  }

  /** @param {any} segment @param {string} field @param {string} text of three or more characters @returns {Uint32Array} ascending */
  function adjacent(segment, field, text) {
    const grams = bigrams(text);
    const lists = grams.map(gram => segment.postings(field, gram));
    if (lists.some(list => !list)) return NO_DOCS;
    const within = field === "grams" ? words(segment, text) : [];
    const candidates = common([...lists.map(list => list.docs), ...within]);
    if (!candidates.length) return NO_DOCS;
    const costs = grams.map(gram => segment.spread(field, gram, candidates));
    const chosen = cover(costs);
    if (field === "grams") {
      const parts = chosen.reduce((sum, at) => sum + costs[at], 0);
      if (candidates.length <= SHOWN || characters(segment, candidates) * CHARACTER < parts * PLACES) {
        return reading(segment, candidates, text);
      }
    }
    const spots = chosen.map(at => segment.positions(field, grams[at], candidates));
    if (spots.includes(undefined)) return NO_DOCS;
    let places = spots[0];
    chosen.forEach((at, number) => (places = following(places, spots[number], at - chosen[0])));
    return owners(segment, field, places, candidates);
  }

  /** @param {any} segment @param {string} text @returns {Uint32Array[]} the records of each dictionary word in it */
  function words(segment, text) {
    return stretches(text, SHORTEST, LONGEST).map(word => segment.postings("words", word)?.docs).filter(Boolean);
  }

  /** @param {string} text @param {number} shortest @param {number} longest @returns {string[]} every stretch of so many characters */
  function stretches(text, shortest, longest) {
    const chars = Array.from(text);
    const found = [];
    for (let start = 0; start + shortest <= chars.length; start += 1) {
      for (let end = start + shortest; end <= Math.min(start + longest, chars.length); end += 1) {
        found.push(chars.slice(start, end).join(""));
      }
    }
    return found;
  }

  /** @param {any} segment @param {Uint32Array} docs @returns {number} how long they are together */
  function characters(segment, docs) {
    const lengths = segment.columns.lengths();
    return docs.reduce((sum, doc) => sum + lengths[doc], 0);
  }

  /**
   * @param {any} segment
   * @param {Uint32Array} candidates
   * @param {string} text
   * @returns {Uint32Array} those whose text contains it
   */
  function reading(segment, candidates, text) {
    const { foldedText } = use("records");
    // All are asked for before the first is read.
    for (const doc of candidates) segment.record(doc);
    return candidates.filter(doc => foldedText(segment, doc)?.includes(text));
  }

  /** @param {Uint32Array[]} lists ascending @returns {Uint32Array} what all of them hold */
  function common(lists) {
    const order = [...lists].sort((one, other) => one.length - other.length);
    let held = order[0];
    for (const list of order.slice(1)) {
      const both = [];
      let at = 0;
      for (const doc of held) {
        while (at < list.length && list[at] < doc) at += 1;
        if (list[at] === doc) both.push(doc);
      }
      held = Uint32Array.from(both);
    }
    return held;
  }

  /** @param {number[]} places @param {number[]} costs @returns {number} the cheapest place, the first of equals */
  function cheapest(places, costs) {
    return places.reduce((best, at) => (costs[at] < costs[best] ? at : best));
  }

  /**
   * Pairs that touch every character of a text: first, last, no gap; the cheapest.
   * @param {number[]} costs of the text's pairs, in order
   * @returns {number[]} ascending
   */
  function cover(costs) {
    const sums = [costs[0]];
    const before = [0];
    for (let at = 1; at < costs.length; at += 1) {
      before[at] = cheapest(at > 1 ? [at - 2, at - 1] : [0], sums);
      sums[at] = sums[before[at]] + costs[at];
    }
    const chosen = [costs.length - 1];
    while (chosen[chosen.length - 1]) chosen.push(before[chosen[chosen.length - 1]]);
    return chosen.reverse();
  }

  /** @param {Float64Array} places ascending @param {Float64Array} others ascending @param {number} shift @returns {Float64Array} the places that the others hold so far behind */
  function following(places, others, shift) {
    let at = 0;
    return places.filter(place => {
      while (at < others.length && others[at] < place + shift) at += 1;
      return others[at] === place + shift;
    });
  }

  /** @param {any} segment @param {string} field @param {Float64Array} places ascending @param {Uint32Array} candidates */
  function owners(segment, field, places, candidates) {
    let at = 0;
    return candidates.filter(doc => {
      const start = segment.base(field, doc);
      const end = segment.base(field, doc + 1);
      while (at < places.length && places[at] < start) at += 1;
      return at < places.length && places[at] < end;
    });
  }

  return { docsOf, bigrams, stretches, holding, standing, holdingInTitle, titledWith };
}
searchReader.define("phrase", searchPhrase);
