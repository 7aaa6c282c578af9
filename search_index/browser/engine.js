// Searching: parameters in, an answer out.
/** @param {Use} use */
function searchEngine(use) {
  "use strict";
  const { parse } = use("syntax");
  const { given, written, both } = use("filters");
  const { Planner, needsOf } = use("plan");
  const { Vocabulary } = use("vocabulary");
  const { Matches } = use("matches");
  const { answer } = use("answer");
  const { RELEVANCE } = use("rank");
  const { bigrams } = use("phrase");
  const { titleKey } = use("title");

  const SIZE = 20;
  const MOST = 100;
  /** Parameters that are no filters. */
  const OWN = ["q", "from", "to", "sort", "page", "size", "explain"];

  /** @type {WeakMap<object, any>} */
  const planners = new WeakMap();

  /**
   * @param {any} index
   * @param {Params} params as in the address of the search page
   * @returns {Promise<any>} the same result as the server's, by the schema of search_index.results
   */
  async function search(index, params) {
    if (!planners.has(index)) planners.set(index, new Planner(new Vocabulary(index)));
    const planner = planners.get(index);
    const { vocabulary } = planner;
    const { shelf, lexicon } = index;
    const one = (/** @type {string} */ name) => String([params[name] ?? ""].flat()[0] ?? "");
    const chosen = Object.fromEntries(Object.entries(params).filter(([name]) => !OWN.includes(name)));
    const page = Math.max(Math.trunc(Number(one("page"))) || 1, 1);
    const size = Math.min(Math.max(Math.trunc(Number(one("size"))) || SIZE, 1), MOST);
    const wishes = { sort: one("sort") || RELEVANCE, page, size, explain: Boolean(one("explain")) };
    const text = one("q");
    const result = await shelf.settle(() => {
      const query = planner.asNumber(parse(text, lexicon.facets));
      const [rest, own] = written(vocabulary, query);
      const filters = both(given(vocabulary, chosen, one("from"), one("to")), own);
      const plan = planner.plan(rest);
      expect(index, plan);
      shelf.stop();
      return answer(new Matches(planner, plan, filters), query, wishes);
    });
    shelf.tidy();
    return result;
  }

  /**
   * Ask for what a match will surely need while the words of the query are still on their way.
   * @param {any} index
   * @param {any} plan
   */
  function expect(index, plan) {
    index.part("wanted");
    for (const segment of index.segments) {
      segment.take("lengths", segment.columns.decodeLengths);
      for (const { text, reading } of needsOf(plan)) {
        const key = titleKey(text);
        for (const gram of bigrams(key)) segment.postings("title", gram);
        for (const own of [`t:${key}`, ...reading.number, ...reading.cited, ...reading.dates, ...reading.figures]) {
          segment.postings("keys", own);
        }
      }
    }
  }

  return { search };
}
searchReader.define("engine", searchEngine);
