// Filters of the audit page: by verdict, by where the figure stands, and by words.  The choice is
// kept in the address, so that a filtered page can be sent on.  Without scripts all is shown.
(() => {
  "use strict";

  const groups = [...document.querySelectorAll(".verdict-group")];
  const place = document.getElementById("audit-filter");
  if (!groups.length || !place) return;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const values = (key) => [...new Map(groups.map((one) => [one.dataset[key], one.dataset[`${key}Name`]]))];

  const boxes = (legend, key) => {
    const labels = values(key).map(([value, name]) =>
      make("label", {}, make("input", { type: "checkbox", name: key, value }), ` ${name}`));
    return make("fieldset", {}, make("legend", {}, legend), ...labels);
  };
  const words = make("input", { type: "search", name: "words", autocomplete: "off" });
  const status = make("p", { role: "status", "aria-live": "polite" });
  const clear = make("button", { type: "reset" }, "清除");
  const form = make("form", { class: "audit-form", "aria-label": "筛选复核结果" },
    boxes("复核结果", "verdict"), boxes("数字所在", "part"),
    make("label", { class: "words" }, "名目、出处中的文字", words), make("div", { class: "outcome" }, status, clear));
  place.append(form);

  const rows = groups.flatMap((group) =>
    [...group.querySelectorAll("tbody tr")].map((row) => ({ group, row, text: plain(row.textContent) })));

  const chosen = (key) => new Set([...form.querySelectorAll(`[name=${key}]:checked`)].map((one) => one.value));

  const show = () => {
    const [verdicts, parts, wanted] = [chosen("verdict"), chosen("part"), plain(words.value)];
    let count = 0;
    const open = new Set();
    for (const { group, row, text } of rows) {
      const fits = (!verdicts.size || verdicts.has(group.dataset.verdict))
        && (!parts.size || parts.has(group.dataset.part)) && text.includes(wanted);
      row.hidden = !fits;
      if (fits) { count += 1; open.add(group); }
    }
    for (const group of groups) group.hidden = !open.has(group);
    const some = verdicts.size || parts.size || wanted;
    status.textContent = `共 ${rows.length} 处${some ? `，符合条件 ${count} 处` : ""}`;
    clear.hidden = !some;
  };

  const write = () => {
    const state = new URLSearchParams();
    for (const key of ["verdict", "part"]) for (const value of chosen(key)) state.append(key, value);
    if (words.value.trim()) state.set("words", words.value.trim());
    const text = state.toString();
    history.replaceState(null, "", text ? `#?${text}` : location.href.split("#")[0]);
  };

  const read = () => {
    if (location.hash && !location.hash.startsWith("#?")) return;
    const state = new URLSearchParams(location.hash.slice(2));
    for (const box of form.querySelectorAll("[type=checkbox]")) {
      box.checked = state.getAll(box.name).includes(box.value);
    }
    words.value = state.get("words") ?? "";
    show();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); write(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); write(); words.focus(); }));
  addEventListener("hashchange", read);
  show();
  read();
})();
