// What meets the conditions: how many, under which conditions, and the list itself.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** How many rows are shown at a time. */
  const SHOWN = 50;

  /**
   * @param {Header} header
   * @param {{remove: (change: Partial<Conditions>) => void, clear: () => void, save: () => void}} acts
   */
  function outcome(header, acts) {
    const { make } = listing;
    const status = make("p", { class: "filter-status", role: "status", "aria-live": "polite" });
    const clear = make("button", { type: "button", class: "copy", click: acts.clear }, "清除");
    const save = make("button", { type: "button", class: "copy", click: acts.save }, "导出表格");
    const conditionList = make("ul", { class: "filter-chosen", "aria-label": "已选条件" });
    const list = make("ul", { class: "rows" });
    const more = make("button", { type: "button", class: "copy filter-next", click: next });
    let table = null;
    let rows = new Int32Array(0);

    function next() {
      const first = list.children.length;
      fill();
      list.children[first].querySelector("a").focus();
    }

    function fill() {
      const start = list.children.length;
      list.append(...Array.from(rows.slice(start, start + SHOWN), row => line(table, row)));
      const left = rows.length - list.children.length;
      more.hidden = left === 0;
      more.textContent = `显示更多（还有 ${left} 件）`;
    }

    /**
     * @param {InstanceType<typeof listing.Table> | null} held null while no condition needs the rows
     * @param {Int32Array} found
     */
    function show(held, found) {
      table = held;
      rows = found;
      list.replaceChildren();
      list.hidden = rows.length === 0;
      fill();
    }

    /**
     * @param {Conditions} conditions
     * @param {string} message
     */
    function tell(conditions, message) {
      status.textContent = message;
      const chips = conditionsOf(header, conditions).map(([label, change]) =>
        make("li", {}, make("button", { type: "button", "aria-label": `去掉条件 ${label}`, click: () => acts.remove(change) }, label)),
      );
      const place = [...conditionList.children].findIndex(item => item.contains(document.activeElement));
      conditionList.replaceChildren(...chips);
      if (place >= 0) (chips[Math.min(place, chips.length - 1)]?.firstChild ?? save).focus();
      conditionList.hidden = chips.length === 0;
      clear.hidden = listing.address.write(conditions, header) === "";
    }

    const head = make("div", { class: "filter-outcome" }, status, clear, save);
    return { elements: [head, conditionList, list, more], show, tell };
  }

  /** Each condition in words, and the change that takes it away. */
  function conditionsOf(header, conditions) {
    const found = [];
    if (conditions.words.trim()) found.push([`含“${conditions.words.trim()}”`, { words: "" }]);
    if (conditions.date) found.push([`日期：${listing.dates.parse(conditions.date).shown}`, { date: "" }]);
    for (const { key, term, values } of header.facets) {
      const slugs = conditions.chosen[key] ?? [];
      for (const slug of slugs) {
        const name = values.find(([one]) => one === slug)[1];
        const chosen = { ...conditions.chosen, [key]: slugs.filter(one => one !== slug) };
        found.push([`${term}：${name}`, { chosen }]);
      }
    }
    return found;
  }

  /** A row as the plain list shows it. */
  function line({ columns }, row) {
    const { make } = listing;
    const main = make("span", { class: "row-main" }, make("a", { href: `${columns.id[row]}.html` }, columns.title[row]));
    if (columns.tag[row]) main.append(" ", make("span", { class: "tag" }, columns.tag[row]));
    const item = make("li", {}, main);
    if (columns.number[row] || columns.note[row]) {
      const sub = make("span", { class: "row-sub" });
      if (columns.number[row]) sub.append(make("span", { class: "no" }, columns.number[row]));
      if (columns.note[row]) sub.append(make("span", {}, columns.note[row]));
      item.append(sub);
    }
    const day = columns.day[row];
    if (day) item.append(make("time", { datetime: day }, day));
    return item;
  }

  listing.outcome = outcome;
})();
