// On a page that a result led to: marks the words that were found, and goes from one to the next.
(() => {
  "use strict";
  const { make } = globalThis.listing;

  /** More than this slows a page down without helping anyone. */
  const MOST = 500;
  /** Pixels at the lower end of the window that the line about the marks may cover. */
  const BAR = 80;

  const words = new URLSearchParams(location.search).getAll("mark").map(squeeze).filter(Boolean);
  const article = document.querySelector(".md-content__inner");
  if (!article || !words.length) return;
  const marks = mark(article, words);
  if (marks.length) offer();

  /** Blanks mean nothing here: a page breaks its lines where its source does not. */
  function squeeze(text) {
    return text.replace(/\s+/gu, "");
  }

  /**
   * @param {Element} article
   * @param {string[]} words without blanks
   * @returns {HTMLElement[]} the first mark of each place
   */
  function mark(article, words) {
    const pieces = [];
    let whole = "";
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("script, style, svg, a.at, a.nr, .crumbs")) continue;
      const text = node.data;
      for (let place = 0; place < text.length; place += 1) {
        if (/\s/u.test(text[place])) continue;
        pieces.push([node, place]);
        whole += text[place];
      }
    }
    const ranges = places(whole, words).map(([start, end]) => runs(pieces.slice(start, end)));
    // From the end: a split leaves the start of a text node as it was.
    return ranges.reverse().map(wrap).reverse();
  }

  /** Where the words stand, the longest at each place, overlaps joined. */
  function places(whole, words) {
    const found = [];
    for (const word of words) {
      for (let at = whole.indexOf(word); at >= 0 && found.length < MOST; at = whole.indexOf(word, at + word.length)) {
        found.push([at, at + word.length]);
      }
    }
    found.sort((one, other) => one[0] - other[0]);
    const joined = [];
    for (const [start, end] of found) {
      const last = joined.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  /** The characters of one place as one stretch a text node. */
  function runs(pieces) {
    const found = [];
    for (const [node, place] of pieces) {
      const last = found.at(-1);
      if (last?.node === node) last.end = place + 1;
      else found.push({ node, start: place, end: place + 1 });
    }
    return found;
  }

  function wrap(stretches) {
    const made = stretches.reverse().map(({ node, start, end }) => {
      const middle = node.splitText(start);
      middle.splitText(end - start);
      const element = make("mark", { class: "hit" });
      middle.replaceWith(element);
      element.append(middle);
      return element;
    });
    return made.at(-1);
  }

  /** A line that says how many there are, leads through them, and takes them away. */
  function offer() {
    const place = make("span", { role: "status", "aria-live": "polite" });
    let now = 0;

    function go(step) {
      marks[now].classList.remove("now");
      now = (now + step + marks.length) % marks.length;
      marks[now].classList.add("now");
      marks[now].scrollIntoView({ block: "center" });
      tell();
    }

    function tell() {
      place.textContent = `检索词在本页 ${marks.length} 处，第 ${now + 1} 处`;
    }

    function remove() {
      for (const element of article.querySelectorAll("mark.hit")) element.replaceWith(...element.childNodes);
      article.normalize();
      bar.remove();
      const address = new URL(location.href);
      address.searchParams.delete("mark");
      history.replaceState(history.state, "", address);
    }

    const bar = make(
      "div", { class: "hit-bar", role: "region", "aria-label": "检索词" }, place,
      make("button", { type: "button", class: "copy", click: () => go(-1) }, "上一处"),
      make("button", { type: "button", class: "copy", click: () => go(1) }, "下一处"),
      make("button", { type: "button", class: "copy", click: remove }, "不再标出"),
    );
    document.body.append(bar);
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = target ? marks.findIndex(one => follows(target, one)) : 0;
    now = Math.max(0, first);
    marks[now].classList.add("now");
    if (!target || first < 0) marks[now].scrollIntoView({ block: "center" });
    else if (deep(target, marks[now])) loaded(() => marks[now].scrollIntoView({ block: "center" }));
    tell();
  }

  /** Whether a mark is out of sight while the beginning of its long paragraph is at the top of the window. */
  function deep(target, one) {
    return one.getBoundingClientRect().bottom - target.getBoundingClientRect().top > innerHeight - BAR;
  }

  /** Until then the browser goes to the paragraph that the address names. */
  function loaded(then) {
    if (document.readyState === "complete") then();
    else addEventListener("load", () => setTimeout(then), { once: true });
  }

  /** Whether a mark stands in or behind the paragraph that the address names. */
  function follows(target, one) {
    const relation = target.compareDocumentPosition(one);
    return Boolean(relation & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
  }
})();
