// The filters beside the results; each value with the number of records that it would give.
(() => {
  "use strict";
  const { make } = globalThis.listing;
  const search = globalThis.PolicySearch;

  /** How many values a filter shows before the rest is asked for. */
  const FIRST = 6;

  function box(facet, one) {
    const input = make("input", {
      type: "checkbox", name: facet.key, value: one.value, form: "search-form", checked: Boolean(one.selected),
    });
    return make("li", {}, make("label", {}, input, ` ${one.value} `, make("span", { class: "count" }, String(one.count))));
  }

  function group(facet) {
    const first = facet.values.filter((one, place) => place < FIRST || one.selected);
    const rest = facet.values.filter(one => !first.includes(one));
    const more = rest.length
      ? [make("details", { class: "search-more" }, make("summary", {}, `另 ${rest.length} 项`), make("ul", {}, ...rest.map(one => box(facet, one))))]
      : [];
    return make(
      "fieldset", { class: "search-facet" },
      make("legend", {}, facet.label), make("ul", {}, ...first.map(one => box(facet, one))), ...more,
    );
  }

  function day(name, label, value, wrong) {
    const id = `search-${name}`;
    const input = make("input", {
      type: "text", id, name, value, form: "search-form", maxlength: "20", autocomplete: "off", placeholder: "如 2023年3月",
    });
    const line = make("div", {}, make("label", { for: id }, label), input);
    if (!wrong) return [line];
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `${id}-wrong`);
    return [line, make("p", { class: "search-wrong", id: `${id}-wrong` }, wrong)];
  }

  /**
   * @param {{facets: {key: string, label: string, values: {value: string, count: number, selected: boolean}[]}[]}} result
   * @param {URLSearchParams} params
   * @param {boolean} open whether the filters are unfolded where they fold
   * @param {Object<string, string>} wrong what is wrong with a date, by its name
   */
  function filters(result, params, open, wrong = {}) {
    const chosen = result.facets.flatMap(facet => facet.values.filter(one => one.selected)).length
      + ["from", "to"].filter(key => params.get(key)).length;
    const count = chosen ? ` 已选 ${chosen} 项` : "";
    const groups = result.facets.filter(facet => facet.values.length).map(group);
    return make(
      "details", { class: "search-filters", open },
      make("summary", {}, "筛选", make("span", { class: "count" }, count)),
      make(
        "fieldset", { class: "search-facet search-days" }, make("legend", {}, "日期"),
        ...day("from", "从", params.get("from") ?? "", wrong.from), ...day("to", "到", params.get("to") ?? "", wrong.to),
      ),
      ...groups,
      make("button", { class: "copy search-apply", form: "search-form" }, "应用"),
    );
  }

  search.filters = filters;
})();
