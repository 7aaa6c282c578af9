// The facets: one row each, every value with the number of records that it would give.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** How many values a facet shows before the rest is asked for. */
  const FIRST = 8;

  /**
   * @param {Header} header
   * @param {(key: string, slugs: string[]) => void} changed
   */
  function choices(header, changed) {
    const { make } = listing;
    const facets = header.facets.map(facet => row(facet, slugs => changed(facet.key, slugs)));
    const chosen = make("span", { class: "count" });
    const fold = make(
      "details", { class: "filter-choices" },
      make("summary", {}, "按类别筛选 ", chosen),
      ...facets.map(facet => facet.element),
    );
    fold.open = !matchMedia("(max-width: 44.99em)").matches;

    /**
     * @param {Conditions} conditions
     * @param {ArrayLike<number>[]} counts
     */
    function show(conditions, counts) {
      facets.forEach((facet, index) => {
        facet.show(conditions.chosen[header.facets[index].key] ?? [], counts[index]);
      });
      const number = Object.values(conditions.chosen).flat().length;
      chosen.textContent = number ? `已选 ${number} 项` : "";
    }

    return { element: fold, show };
  }

  function row(facet, changed) {
    const { make } = listing;
    const name = `filter-${facet.key}`;
    const list = make("ul", {});
    const headings = new Map();
    const values = facet.values.map(([slug, label, , heading]) => {
      const id = `${name}-${slug}`;
      const box = make("input", { type: "checkbox", id, value: slug, change });
      const count = make("span", { class: "count" });
      const unit = make("span", { class: "filter-unit" }, "件");
      const item = make("li", {}, box, make("label", { for: id }, `${label} `, count, unit));
      if (heading && !headings.has(heading)) {
        headings.set(heading, make("li", { class: "filter-heading" }, heading));
        list.append(headings.get(heading));
      }
      list.append(item);
      return { box, count, item, heading: headings.get(heading), number: 0 };
    });
    const more = make("button", { type: "button", class: "filter-more", "aria-expanded": "false", click: toggle });
    const rest = make("li", {}, more);
    let open = values.length <= FIRST + 2;
    if (!open) list.append(rest);

    function change() {
      changed(values.filter(({ box }) => box.checked).map(({ box }) => box.value));
    }

    function toggle() {
      open = !open;
      more.setAttribute("aria-expanded", String(open));
      fold();
    }

    /** Closed, a facet shows what is chosen and the first values that would give something. */
    function fold() {
      const able = values.filter(({ box, number }) => number > 0 || box.checked);
      const first = new Set(able.filter(({ box }, index) => index < FIRST || box.checked));
      for (const heading of headings.values()) heading.hidden = true;
      for (const value of values) {
        value.item.hidden = !open && !first.has(value);
        if (value.heading && !value.item.hidden) value.heading.hidden = false;
      }
      more.textContent = open ? "收起" : `另 ${values.length - first.size} 项`;
      rest.hidden = !open && first.size === values.length;
    }

    function show(slugs, counts) {
      values.forEach((value, index) => {
        value.number = counts[index];
        value.box.checked = slugs.includes(value.box.value);
        value.count.textContent = String(value.number);
        value.item.classList.toggle("filter-none", value.number === 0 && !value.box.checked);
      });
      fold();
    }

    const element = make(
      "div", { class: "filter-facet", role: "group", "aria-labelledby": name },
      make("span", { id: name, class: "filter-term" }, facet.term), list,
    );
    return { element, show };
  }

  listing.choices = choices;
})();
