// The whole answer: how many, what was understood, relaxed or added, filters, records, pages.
(() => {
  "use strict";
  const { make } = globalThis.listing;
  const search = globalThis.PolicySearch;

  const SORTS = [["relevance", "按相关程度"], ["newest", "按日期（新的在前）"], ["oldest", "按日期（旧的在前）"]];
  /** Pages named on either side of the present one. */
  const NEAR = 2;
  /** Tiers of records that hold what was asked as it stands. */
  const IN_TEXT = ["1", "2", "3", "4"];

  function told(result) {
    if (!result.total) return "没有找到符合条件的记录。";
    if (result.page > result.pages) return `找到 ${result.total} 条，共 ${result.pages} 页，没有第 ${result.page} 页。`;
    const pages = result.pages > 1 ? `，第 ${result.page} 页，共 ${result.pages} 页` : "";
    return `找到 ${result.total} 条${pages}。`;
  }

  function understood(result, params) {
    const plain = result.query.length === 1 && result.query[0] === params.get("q");
    return result.query.length && !plain ? [make("p", { class: "search-understood" }, result.query.join("；"))] : [];
  }

  function notes(result) {
    const lines = result.notes.map(note => make("li", {}, note));
    return lines.length ? [make("ul", { class: "search-notes" }, ...lines)] : [];
  }

  function titles(result) {
    if (!result.titles.length) return [];
    const links = result.titles.map(({ title, url }) => make("li", {}, make("a", { href: search.root + url }, title)));
    return [make("div", { class: "search-titles" }, make("p", {}, "标题相近的："), make("ul", {}, ...links))];
  }

  function suggestions(result, params) {
    if (!result.suggestions.length) return [];
    const links = result.suggestions.map(text =>
      make("li", {}, make("a", { href: search.address.href(params, { q: text, page: "" }) }, text)));
    return [make("div", { class: "search-near" }, make("p", {}, "是不是要找："), make("ul", { class: "chips" }, ...links))];
  }

  /** What was asked, with the filters: a printed page shows no form. */
  function asked(result, params) {
    const chosen = result.facets.map(facet => [facet.label, facet.values.filter(one => one.selected).map(one => one.value)]);
    const parts = [
      ["检索词", [params.get("q")]], ...chosen, ["日期从", [params.get("from")]], ["日期到", [params.get("to")]],
    ].filter(([, values]) => values.some(Boolean));
    return make("p", { class: "search-asked" }, parts.map(([label, values]) => `${label}：${values.join("、")}`).join("；"));
  }

  /** The document asked for is known but not held: that comes before what only mentions it. */
  function wanted(result) {
    if (!result.wanted.length) return [];
    const links = result.wanted.flatMap((one, place) => {
      const numbers = one.numbers.length ? `（${one.numbers.join("、")}）` : "";
      const text = one.title ? `《${one.title}》${numbers}` : one.numbers.join("、");
      return [...(place ? ["、"] : []), make("a", { href: search.root + one.url }, text)];
    });
    const told = Object.keys(result.tiers).some(tier => IN_TEXT.includes(tier)) ? "。以下文件提到它。" : "。";
    return [make(
      "section", { class: "search-wanted", "aria-label": "尚未收录的文件" },
      make("p", {}, make("b", {}, "尚未收录："), ...links, told),
    )];
  }

  function beyond(result, params) {
    if (!result.total || result.page <= result.pages) return [];
    const href = search.address.href(params, { page: String(result.pages) });
    return [make("p", { class: "search-beyond" }, make("a", { href }, `到最后一页（第 ${result.pages} 页）`))];
  }

  function pages(result, params) {
    if (result.pages < 2 || result.page > result.pages) return [];
    const named = new Set([1, result.pages]);
    for (let page = result.page - NEAR; page <= result.page + NEAR; page += 1) named.add(page);
    const shown = [...named].filter(page => page >= 1 && page <= result.pages).sort((one, other) => one - other);
    const link = (page, text, more = {}) =>
      make("li", {}, make("a", { href: search.address.href(params, { page: String(page) }), ...more }, text));
    const items = [];
    if (result.page > 1) items.push(link(result.page - 1, "上一页", { rel: "prev" }));
    shown.forEach((page, place) => {
      if (place && page - shown[place - 1] > 1) items.push(make("li", { "aria-hidden": "true" }, "……"));
      items.push(page === result.page
        ? make("li", {}, make("span", { "aria-current": "page" }, String(page)))
        : link(page, String(page), { "aria-label": `第 ${page} 页` }));
    });
    if (result.page < result.pages) items.push(link(result.page + 1, "下一页", { rel: "next" }));
    return [make("nav", { class: "search-pages", "aria-label": "分页" }, make("ul", {}, ...items))];
  }

  /** Nothing found and nothing to take away: filters would only stand about. */
  function bare(result, params) {
    const chosen = result.facets.some(facet => facet.values.some(one => one.selected));
    return !result.total && !chosen && !params.get("from") && !params.get("to");
  }

  function head(result, save) {
    if (!result.total) return [];
    const select = make(
      "select", { id: "search-sort", name: "sort", form: "search-form" },
      ...SORTS.map(([value, label]) => make("option", { value, selected: value === result.sort }, label)),
    );
    return [make(
      "div", { class: "search-head" },
      make("label", { for: "search-sort" }, "排序"), select,
      make("button", { type: "button", class: "copy search-save", click: save }, "导出表格"),
    )];
  }

  /**
   * @param {SearchResult} result
   * @param {URLSearchParams} params
   * @param {{open: boolean, save: () => void}} acts
   * @returns {HTMLElement[]}
   */
  function outcome(result, params, { open, save }) {
    return [
      asked(result, params),
      ...wanted(result),
      ...understood(result, params),
      ...notes(result),
      ...suggestions(result, params),
      ...titles(result),
      make(
        "div", { class: bare(result, params) ? "search-body search-none" : "search-body" },
        ...(bare(result, params) ? [] : [search.filters(result, params, open)]),
        make("div", { class: "search-list" }, ...head(result, save), ...beyond(result, params), ...search.hits(result), ...pages(result, params)),
      ),
    ];
  }

  /**
   * A date cannot be read: the filters stay, with what was typed and what is wrong beside it.
   * @param {{facets: object[]}} result to the question without its dates
   * @param {URLSearchParams} params
   * @param {Object<string, string>} wrong by the name of the date
   * @returns {HTMLElement[]}
   */
  function unreadable(result, params, wrong) {
    return [
      asked(result, params),
      make("div", { class: "search-body" }, search.filters(result, params, true, wrong)),
    ];
  }

  search.outcome = outcome;
  search.unreadable = unreadable;
  search.told = told;
})();
