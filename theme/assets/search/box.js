// The search box: keys that lead to it, and suggestions while typing (ARIA combobox).
(() => {
  "use strict";
  const { make } = globalThis.listing;
  const { root, suggest } = globalThis.PolicySearch;

  /** Milliseconds without a key before suggestions are asked for. */
  const PAUSE = 120;
  /** Longer texts are questions, not beginnings. */
  const LONGEST = 40;
  const SHOWN = 8;

  const input = document.querySelector(".seek-words");
  if (!input) return;
  const form = input.form;
  const list = make("ul", { class: "seek-list", id: "seek-list", role: "listbox", "aria-label": "建议", hidden: true });
  const told = make("span", { class: "seek-told", role: "status", "aria-live": "polite" });
  let options = [];
  let active = -1;
  let turn = 0;
  let waiting = 0;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.after(list, told);

  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!slash && !control) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  input.addEventListener("input", event => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    waiting = setTimeout(offer, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, PAUSE);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);

  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    }
  });

  async function offer() {
    const mine = (turn += 1);
    const text = input.value.trim();
    if (!text || text.length > LONGEST) {
      close();
      return;
    }
    let found = [];
    try {
      found = different(await suggest(text));
    } catch {
      // Without suggestions the box still takes the question.
    }
    if (mine === turn && document.activeElement === input) show(found);
  }

  /** One suggestion a page: a body or campaign has many names. */
  function different(found) {
    const pages = new Set();
    const first = found.filter(({ url }) => !url || (!pages.has(url) && pages.add(url)));
    return first.slice(0, SHOWN);
  }

  function show(found) {
    options = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map(line));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    told.textContent = found.length ? `有 ${found.length} 条建议，用上下键选择` : "";
  }

  function line(one, order) {
    const item = make(
      "li", { id: `seek-option-${order}`, role: "option", "aria-selected": "false" },
      make("span", { class: "seek-text" }, one.text), make("span", { class: "tag" }, one.label),
    );
    // On mousedown: a click would come after the blur that closes the list.
    item.addEventListener("mousedown", event => {
      event.preventDefault();
      choose(one);
    });
    return item;
  }

  /** After the last option comes the text as typed, and then the first again. */
  function move(step) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active += step;
    if (active >= options.length) active = -1;
    if (active < -1) active = options.length - 1;
    const item = list.children[active];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(one) {
    close();
    if (one.url) {
      location.href = root + one.url;
      return;
    }
    input.value = one.text;
    form.requestSubmit();
  }

  function close() {
    clearTimeout(waiting);
    turn += 1;
    show([]);
  }
})();
