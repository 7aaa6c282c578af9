// The answer to a search: a page of what matches, with counts, notes and help.
/** @param {Use} use */
function searchAnswer(use) {
  "use strict";
  const { first, SORTS, RELEVANCE } = use("rank");
  const { terms } = use("terms");
  const { notes } = use("notes");
  const { nearNumbers } = use("near_numbers");
  const { sought } = use("needles");
  const { label, explanation } = use("explain");
  const { Marker } = use("passages");
  const { record } = use("records");
  const { describe, shown } = use("syntax");
  const { selected } = use("filters");
  const { needsOf } = use("plan");
  const { IN_TEXT } = use("match");
  const { compare, distinct } = use("order");
  const relax = use("relax");

  /** @typedef {{sort: string, page: number, size: number, explain: boolean}} Wishes */

  /** @param {any} matches @param {any} query @param {Wishes} wishes */
  function answer(matches, query, { sort, page, size, explain }) {
    const { plan, planner, vocabulary, relaxed } = matches;
    const { shelf } = vocabulary.index;
    const asked = terms(plan, vocabulary, relaxed !== null);
    const found = matches.found(asked);
    for (const { segment, docs } of found) segment.columns.ask(docs);
    shelf.stop();
    const tiers = tierCounts(found);
    const total = Object.values(tiers).reduce((sum, number) => sum + number, 0);
    const order = SORTS.includes(sort) ? sort : RELEVANCE;
    const before = (page - 1) * size;
    const places = before < total ? first(found, order, before + size).slice(before) : [];
    const exact = Object.keys(tiers).some(tier => Number(tier) <= IN_TEXT);
    const counted = [...vocabulary.facets].map(([key, name]) => facet(matches, key, name));
    // What follows needs the texts of the page: they are asked for only once it is certain.
    shelf.stop();
    for (const { segment, doc } of places) record(segment, doc);
    const numbers = exact ? [] : nearNumbers(vocabulary, plan);
    const titles = exact || numbers.length ? numbers : relax.nearTitles(vocabulary, plan);
    const suggestions = exact ? [] : relax.nearSpellings(planner, plan);
    const wanted = relax.wanted(vocabulary, plan);
    const said = notes(matches, tiers);
    const understood = readable(query, plan, vocabulary);
    shelf.stop();
    const needles = sought(plan);
    return {
      query: understood,
      total,
      tiers,
      hits: places.map(place => hit(place, needles, plan, vocabulary, explain ? asked : null)),
      facets: counted,
      notes: said,
      suggestions,
      titles,
      wanted,
      page,
      pages: Math.ceil(total / size),
      size,
      sort: order,
    };
  }

  /** @param {any} query @param {any} plan @param {any} vocabulary @returns {string[]} what was understood, in Chinese */
  function readable(query, plan, vocabulary) {
    const { facets } = vocabulary.index.lexicon;
    const needs = needsOf(plan);
    // A number, date or figure is said once: as it was read, in place of what was typed.
    const read = new Map(
      plan.groups
        .filter((/** @type {any[]} */ [{ reading }, ...others]) => !others.length && reading.whole && reading.said.length)
        .map((/** @type {any[]} */ [{ clause, reading }]) => [shown(clause, facets), reading.said]),
    );
    const parts = describe(query, facets).flatMap(part => read.get(part) ?? [part]);
    const typed = vocabulary.fold(parts.join(""));
    const says = (/** @type {string} */ said) => typed.includes(vocabulary.fold(said.slice(said.indexOf("：") + 1)));
    return distinct([...parts, ...needs.flatMap(need => need.reading.said).filter(said => !says(said))]);
  }

  /** @param {any[]} found @returns {Object<number, number>} */
  function tierCounts(found) {
    /** @type {Object<number, number>} */
    const counts = {};
    for (const one of found) for (const tier of one.tiers) counts[tier] = (counts[tier] ?? 0) + 1;
    return counts;
  }

  /** @param {any} place @param {any} needles @param {any} plan @param {any} vocabulary @param {any[] | null} asked terms to explain by */
  function hit(place, needles, plan, vocabulary, asked) {
    const shown = /** @type {any} */ (record(place.segment, place.doc));
    const marker = new Marker(shown, needles, vocabulary.fold);
    const { id, url, title, meta, status, date, numbers, facets, repealed } = shown;
    return {
      id,
      url,
      title,
      title_marks: marker.marks(0),
      meta,
      status,
      date,
      numbers,
      facets,
      repealed,
      tier: place.tier,
      tier_label: label(place, plan, vocabulary),
      score: place.score,
      passages: marker.passages(),
      explain: asked && explanation(place, asked, vocabulary),
    };
  }

  /** @param {any} matches @param {string} key @param {string} name */
  function facet(matches, key, name) {
    const chosen = selected(matches.filters, key);
    const counts = [...matches.counts(key)];
    // Years read downwards; everything else by how many records it leads to.
    const years = counts.every(([value]) => /^\p{Nd}+$/u.test(value));
    /** @param {[string, number]} pair */
    const rank = ([value, count]) => (years ? -Number(value) : -count);
    counts.sort((one, other) => rank(one) - rank(other) || compare(one[0], other[0]));
    return { key, label: name, values: counts.map(([value, count]) => ({ value, count, selected: chosen.includes(value) })) };
  }

  return { answer };
}
searchReader.define("answer", searchAnswer);
