// Puts the filters in place of the plain lists of categories, and follows the address.
(() => {
  "use strict";
  const { address, choices, csv, data, fields, make, outcome, select } = globalThis.listing;

  const root = document.querySelector(".filter[data-listing]");
  const header = root && data.header(root.dataset.listing);
  if (!header) return;

  const load = data.loader(header, root.dataset.parts);
  const totals = header.facets.map(facet => facet.values.map(([, , count]) => count));
  let conditions = address.none(header);
  let unknown = [];
  /** Whether the last change was typed: then the next one replaces its address. */
  let typed = false;
  let table = null;
  let turn = 0;

  const line = fields(header, change);
  const facets = choices(header, (key, slugs) => change({ chosen: { ...conditions.chosen, [key]: slugs } }));
  const result = outcome(header, { remove: change, clear, save });
  const form = make(
    "form", { role: "search", "aria-label": `筛选${header.noun}`, submit: event => event.preventDefault() },
    ...line.elements, facets.element,
  );
  root.append(form, ...result.elements);
  root.hidden = false;
  root.dataset.ready = "";
  // The rows are asked for as soon as someone turns to the filters, not with the page.
  for (const sign of ["focusin", "pointerenter"]) {
    form.addEventListener(sign, () => load().catch(() => {}), { once: true });
  }

  function change(changes, typing = false) {
    conditions = { ...conditions, ...changes };
    unknown = [];
    const hash = address.write(conditions, header);
    const target = location.href.split("#")[0] + (hash && `#${hash}`);
    if (target !== location.href) {
      if (typing && typed) history.replaceState(null, "", target);
      else history.pushState(null, "", target);
    }
    typed = typing;
    return show();
  }

  function clear() {
    line.clear();
    change(address.none(header));
    document.getElementById("filter-words").focus();
  }

  function follow() {
    ({ conditions, unknown } = address.read(location.hash, header));
    typed = false;
    return show();
  }

  async function show() {
    const mine = (turn += 1);
    const active = address.write(conditions, header) !== "";
    line.show(conditions);
    if (!active) {
      facets.show(conditions, totals);
      result.show(null, new Int32Array(0));
      tell(`共 ${header.total} 件`);
      delete root.dataset.active;
      return;
    }
    if (!table) tell("正在载入……");
    try {
      table = await load();
    } catch {
      if (mine === turn) tell("列表的数据没有载入，请刷新页面再试。");
      return;
    }
    if (mine !== turn) return;
    const { rows, counts } = select(table, conditions);
    facets.show(conditions, counts);
    result.show(table, rows);
    const none = rows.length ? "" : "。请减少条件，或清除全部条件。";
    tell(`共 ${header.total} 件，符合条件 ${rows.length} 件${none}`);
    root.dataset.active = "";
  }

  function tell(message) {
    const missing = unknown.length ? `网址中的条件 ${unknown.join("、")} 在这里没有，没有采用。` : "";
    result.tell(conditions, missing + message);
  }

  async function save() {
    table = await load();
    const { rows } = select(table, conditions);
    csv.save(csv.write(table, rows), `${header.noun}清单（${rows.length}件）.csv`);
  }

  addEventListener("popstate", follow);
  follow();
})();
