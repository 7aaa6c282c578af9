// The result page: follows its address, asks, shows, and says what it does.
(() => {
  "use strict";
  const { make, csv } = globalThis.listing;
  const { address, outcome, search, told, unreadable, BadDate, Refused, Unavailable } = globalThis.PolicySearch;

  /** Milliseconds before a wait is worth a word. */
  const PATIENCE = 200;
  /** Rows asked for at a time when the list is saved, and how often at most. */
  const SAVED = 100;
  const MOST_PAGES = 100;
  const COLUMNS = ["标题", "种类", "文号", "机关", "日期", "有效性", "命中方式", "摘录", "网址"];
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
      [message, content] = fault instanceof BadDate ? [fault.message, await undated(params)] : excuse(fault);
      if (mine !== turn) return;
    } finally {
      clearTimeout(waiting);
    }
    const key = from && spot(from);
    place.removeAttribute("aria-busy");
    place.replaceChildren(...content);
    delete place.dataset.served;
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

  /** The filters as typed, with what is wrong beside the date that cannot be read. */
  async function undated(params) {
    const wrong = {};
    const rest = new URLSearchParams(params);
    for (const name of ["from", "to"]) {
      const value = params.get(name);
      rest.delete(name);
      if (!value) continue;
      try {
        await search(new URLSearchParams({ [name]: value, size: "1" }));
      } catch (fault) {
        wrong[name] = fault.message;
      }
    }
    rest.delete("page");
    return unreadable([...rest.keys()].length ? await search(rest) : { facets: [] }, params, wrong);
  }

  /** @returns {[string, Node[]]} what to say, and the ways that remain */
  function excuse(fault) {
    if (fault instanceof Refused) return [fault.message, []];
    if (!(fault instanceof Unavailable)) console.error(fault);
    const links = [...document.querySelectorAll(".top-nav a")].map(link =>
      make("li", {}, make("a", { href: link.href }, link.textContent)));
    return [
      fault instanceof Unavailable ? "这里不能检索：网站没有附带检索所需的数据。" : "检索没有完成，请刷新页面再试。",
      [make("p", {}, "仍可按栏目查阅："), make("ul", { class: "chips" }, ...links)],
    ];
  }

  /** The cells of a hit, in the order of the columns. */
  function line(hit) {
    const [first] = hit.passages;
    const excerpt = first ? `${first.more_before ? "……" : ""}${first.text}${first.more_after ? "……" : ""}` : "";
    return [
      hit.title, hit.facets.kind?.join("、") ?? "", hit.numbers.join("、"), hit.facets.issuer?.join("、") ?? "",
      hit.date, hit.status, hit.tier_label, excerpt, new URL(hit.url, PolicySearch.root).href,
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
      csv.save(csv.text(COLUMNS, rows.map(line)), `检索结果（${rows.length}条）.csv`);
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
  }
})();
