// Asks the search: the server that serves this page if it answers, else the index beside the pages.
(() => {
  "use strict";

  /** The site's root, with a slash at its end. */
  const root = new URL("../../", document.currentScript.src).href;
  const KEPT = "policy-search";
  /** Suggestions asked for; several may lead to one page. */
  const MOST = 24;
  const WEB = location.protocol.startsWith("http");

  /** The search cannot be had here at all; the lists remain. */
  class Unavailable extends Error {}

  /** The question cannot be answered; the message is for the reader. */
  class Refused extends Error {}

  /** One of its dates cannot be read. */
  class BadDate extends Refused {}

  /** How the reader of the index beside the pages refuses a date. */
  const UNREADABLE = /^看不懂日期/;

  /** Whether an earlier page of this visit found that no server answers. */
  let still = !WEB || kept() === "static";
  let reader = null;

  function kept() {
    try {
      return sessionStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  function keep() {
    still = true;
    try {
      sessionStorage.setItem(KEPT, "static");
    } catch {
      // The next page asks the server again.
    }
  }

  /** @returns {Promise<object | null>} null where no server answers questions */
  async function ask(path, query) {
    if (still) return null;
    let answer;
    try {
      answer = await fetch(`${root}api/${path}?${query}`, { headers: { Accept: "application/json" } });
    } catch {
      return null;
    }
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (!json) {
      if (answer.status === 404) keep();
      return null;
    }
    const told = await answer.json();
    if (answer.ok) return told;
    const message = told.error?.message ?? "检索没有完成，请稍后再试。";
    throw told.error?.code === "bad_date" ? new BadDate(message) : new Refused(message);
  }

  /** The reader of the index beside the pages, loaded once. */
  function open() {
    reader ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}search/reader.js`;
      script.addEventListener("load", () => resolve(globalThis.searchReader.open(`${root}search/`)));
      script.addEventListener("error", () => reject(new Unavailable("no index beside the pages")));
      document.head.append(script);
    });
    reader.catch(() => { reader = null; });
    return reader;
  }

  /**
   * @param {URLSearchParams} params as in the address of the result page
   * @returns {Object<string, string | string[]>}
   */
  function plain(params) {
    const found = {};
    for (const key of new Set(params.keys())) {
      const values = params.getAll(key);
      found[key] = values.length > 1 ? values : values[0];
    }
    return found;
  }

  /**
   * @param {URLSearchParams} params as in the address of the result page
   * @returns {Promise<SearchResult>}
   * @throws {Refused}
   */
  async function search(params) {
    const told = await ask("search", params);
    if (told) return told;
    const beside = await open();
    try {
      return await beside.search(plain(params));
    } catch (fault) {
      throw UNREADABLE.test(fault.message) ? new BadDate(fault.message) : fault;
    }
  }

  /**
   * @param {string} text what has been typed
   * @returns {Promise<{text: string, label: string, url: string}[]>}
   */
  async function suggest(text) {
    const told = await ask("suggest", new URLSearchParams({ q: text }));
    return told ? told.suggestions : (await open()).suggest(text, MOST);
  }

  globalThis.PolicySearch = { root, search, suggest, Unavailable, Refused, BadDate };
})();
