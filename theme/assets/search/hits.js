// The records found: title, what they are, the passages, all with the words marked.
(() => {
  "use strict";
  const { make } = globalThis.listing;
  const search = globalThis.PolicySearch;

  /** Words that a result carries to its page: how many, and how long together. */
  const MOST_WORDS = 6;
  const LONGEST = 120;
  /** The tier of records found by near words only. */
  const NEAR_WORDS = 6;

  /**
   * @typedef {object} Passage
   * @property {string} anchor id on the page, empty for the page itself
   * @property {string} label
   * @property {string} text
   * @property {[number, number][]} marks in characters (code points) of the text
   * @property {boolean} more_before
   * @property {boolean} more_after
   *
   * @typedef {object} Hit
   * @property {string} id
   * @property {string} url relative to the site's root
   * @property {string} title
   * @property {[number, number][]} title_marks
   * @property {string} meta
   * @property {string} status
   * @property {boolean} repealed
   * @property {number} tier
   * @property {string} tier_label
   * @property {Passage[]} passages
   */

  /** A text with its marked stretches; positions count characters, not UTF-16 units. */
  function marked(text, marks) {
    const chars = Array.from(text);
    const parts = [];
    let last = 0;
    for (const [start, end] of marks) {
      parts.push(chars.slice(last, start).join(""), make("mark", {}, chars.slice(start, end).join("")));
      last = end;
    }
    parts.push(chars.slice(last).join(""));
    return parts.filter(part => part !== "");
  }

  /** The words that were found in a record, for its page to mark. */
  function words(hit) {
    const found = new Set();
    let length = 0;
    for (const { text, marks } of [{ text: hit.title, marks: hit.title_marks }, ...hit.passages]) {
      const chars = Array.from(text);
      for (const [start, end] of marks) {
        const word = chars.slice(start, end).join("");
        if (found.has(word) || found.size >= MOST_WORDS || length + word.length > LONGEST) continue;
        found.add(word);
        length += word.length;
      }
    }
    return [...found];
  }

  function href(hit, anchor = "") {
    const query = new URLSearchParams(words(hit).map(word => ["mark", word])).toString();
    return `${search.root}${hit.url}${query && `?${query}`}${anchor && `#${anchor}`}`;
  }

  function passage(hit, one) {
    const before = one.more_before ? ["……"] : [];
    const after = one.more_after ? ["……"] : [];
    const label = one.label ? [make("span", { class: "hit-label" }, one.label)] : [];
    const text = [...before, ...marked(one.text, one.marks), ...after];
    return make("p", { class: "hit-text" }, ...label, make("a", { href: href(hit, one.anchor) }, ...text));
  }

  function line(hit) {
    const title = make("a", { href: href(hit) }, ...marked(hit.title, hit.title_marks));
    const tag = hit.status ? [" ", make("span", { class: hit.repealed ? "tag past" : "tag" }, hit.status)] : [];
    const meta = hit.meta ? [make("p", { class: "hit-meta" }, hit.meta)] : [];
    return make(
      "li", { class: "hit" },
      make("h3", {}, title, ...tag), ...meta, ...hit.passages.map(one => passage(hit, one)),
    );
  }

  /** Records found by near words stand under these words, so no count of all is given. */
  function heading(result, tier, label) {
    if (!label) return [];
    const count = tier === NEAR_WORDS ? [] : [" ", make("span", { class: "count" }, String(result.tiers[tier] ?? ""))];
    return [make("h2", { class: "tier" }, label, ...count)];
  }

  /**
   * @param {{hits: Hit[], tiers: Object<string, number>, sort: string}} result
   * @returns {HTMLElement[]} lists, each under the reason why its records were found
   */
  function hits(result) {
    if (result.sort !== "relevance") return [make("ol", { class: "hits" }, ...result.hits.map(line))];
    const groups = [];
    for (const hit of result.hits) {
      const last = groups.at(-1);
      if (last?.tier !== hit.tier || last.label !== hit.tier_label) {
        groups.push({ tier: hit.tier, label: hit.tier_label, list: [] });
      }
      groups.at(-1).list.push(line(hit));
    }
    return groups.flatMap(({ tier, label, list }) => [...heading(result, tier, label), make("ol", { class: "hits" }, ...list)]);
  }

  search.hits = hits;
})();
