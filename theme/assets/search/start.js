// The result page: follows its address, asks, shows, and says what it does.
(() => {
  "use strict";
  const { make, csv } = globalThis.listing;
  const { address, outcome, search, told, Refused, Unavailable } = globalThis.PolicySearch;

  /** Milliseconds before a wait is worth a word. */
  const PATIENCE = 200;
  /** Rows asked for at a time when the list is saved, and how often at most. */
  const SAVED = 100;
  const MOST_PAGES = 100;
  /** How the reader of the index beside the pages refuses a date. */
  const UNREADABLE = /^看不懂日期/;
  const NARROW = matchMedia("(max-width: 59.99em)");

  const form = document.getElementById("search-form");
  const words = document.getElementById("search-words");
  const place = document.getElementById("search-outcome");
  const status = document.getElementById("search-status");
  if (!form || !place) return;

  const site = document.title;
  let turn = 0;
  let unfolded = !NARROW.matches;

  form.addEventListener("submit", event => {
    event.preventDefault();
    go(asked());
  });
  place.addEventListener("change", event => {
    if (event.target.form === form) go(asked(), event.target);
  });
  place.addEventListener("toggle", event => {
    if (event.target.matches(".search-filters")) unfolded = event.target.open;
  }, true);
  place.addEventListener("click", event => {
    const link = event.target.closest("a[href^='search.html']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(address.clean(new URL(link.href).searchParams), link);
  });
  addEventListener("popstate", () => show(here()));

  function here() {
    return address.clean(new URLSearchParams(location.search));
  }

  function asked() {
    return address.clean(new FormData(form));
  }

  /** To another state; the page of a list begins at its top, a filter stays where it is. */
  function go(params, from) {
    const target = new URL(address.href(params), location.href);
    if (target.href !== location.href) history.pushState(null, "", target);
    show(params, from);
  }

  async function show(params, from) {
    const mine = (turn += 1);
    words.value = params.get("q") ?? "";
    document.title = words.value ? `${words.value}_${site}` : site;
    if (![...params.keys()].length) {
      place.replaceChildren();
      status.textContent = "";
      return;
    }
    const waiting = setTimeout(() => {
      place.setAttribute("aria-busy", "true");
      status.textContent = "正在检索……";
    }, PATIENCE);
    let content;
    let message;
    try {
      const result = await search(params);
      if (mine !== turn) return;
      content = outcome(result, params, { open: unfolded, save: () => save(params) });
      message = told(result);
    } catch (fault) {
      if (mine !== turn) return;
      [message, content] = excuse(fault);
    } finally {
      clearTimeout(waiting);
    }
    const key = from && spot(from);
    place.removeAttribute("aria-busy");
    place.replaceChildren(...content);
    status.textContent = message;
    settle(from, key);
  }

  /** What finds the same control again after everything was drawn anew. */
  function spot(from) {
    if (from.id) return `#${CSS.escape(from.id)}`;
    if (from.name) return `[name="${from.name}"]${from.type === "checkbox" ? `[value="${CSS.escape(from.value)}"]` : ""}`;
    return "";
  }

  function settle(from, key) {
    const again = key && place.querySelector(key);
    if (again) {
      again.closest(".search-more")?.setAttribute("open", "");
      again.focus({ preventScroll: true });
    } else if (from) {
      status.focus({ preventScroll: true });
      form.scrollIntoView({ block: "start" });
    }
  }

  /** @returns {[string, Node[]]} what to say, and the ways that remain */
  function excuse(fault) {
    if (fault instanceof Refused || UNREADABLE.test(fault.message)) return [fault.message, []];
    if (!(fault instanceof Unavailable)) console.error(fault);
    const links = [...document.querySelectorAll(".top-nav a")].map(link =>
      make("li", {}, make("a", { href: link.href }, link.textContent)));
    return [
      fault instanceof Unavailable ? "这里不能检索：网站没有附带检索所需的数据。" : "检索没有完成，请刷新页面再试。",
      [make("p", {}, "仍可按栏目查阅："), make("ul", { class: "chips" }, ...links)],
    ];
  }

  async function save(params) {
    const button = place.querySelector(".search-save");
    button.disabled = true;
    try {
      const rows = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const part = new URLSearchParams(params);
        part.set("page", String(page));
        part.set("size", String(SAVED));
        const result = await search(part);
        rows.push(...result.hits);
        if (page >= result.pages) break;
      }
      const lines = rows.map(hit => [hit.title, hit.date, hit.meta, hit.status, hit.tier_label, new URL(hit.url, PolicySearch.root).href]);
      csv.save(csv.text(["标题", "日期", "信息", "有效性", "检索结果", "网址"], lines), `检索结果（${rows.length}条）.csv`);
    } catch (fault) {
      [status.textContent] = excuse(fault);
    } finally {
      button.disabled = false;
    }
  }

  // A server that answered the question itself has already drawn the page.
  const params = here();
  if (place.dataset.served === undefined) show(params);
  else {
    const filters = place.querySelector(".search-filters");
    if (filters && NARROW.matches) filters.open = false;
    place.querySelector(".search-head")?.append(
      make("button", { type: "button", class: "copy search-save", click: () => save(here()) }, "导出表格"),
    );
  }
})();
