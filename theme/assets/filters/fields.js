// The line of fields above the facets: words, dates, order.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * @param {Header} header
   * @param {(change: Partial<Conditions>, typing: boolean) => void} changed
   */
  function fields(header, changed) {
    const { make, dates } = listing;
    const words = make("input", {
      type: "search", id: "filter-words", autocomplete: "off", spellcheck: "false",
      input: () => changed({ words: words.value }, true),
    });
    const date = make("input", {
      type: "text", id: "filter-date", autocomplete: "off", spellcheck: "false",
      placeholder: "如 2023年1月至3月", "aria-describedby": "filter-fault",
      input: () => take(false),
      change: () => take(true),
      keydown: event => { if (event.key === "Enter") take(true); },
    });
    const sort = make(
      "select",
      { id: "filter-sort", change: () => changed({ sort: sort.value }, false) },
      ...header.sorts.map(([value, label]) => make("option", { value }, label)),
    );
    const fault = make("p", { id: "filter-fault", class: "filter-fault", role: "alert" });
    let taken = "";

    /** While someone types, what cannot be read yet is no fault. */
    function take(complete) {
      try {
        const value = dates.parse(date.value)?.value ?? "";
        complain("");
        if (value !== taken) changed({ date: (taken = value) }, true);
      } catch (problem) {
        if (!(problem instanceof dates.DateFault)) throw problem;
        if (!complete) return;
        complain(`日期没有用上：${problem.message}`);
        if (taken) changed({ date: (taken = "") }, true);
      }
    }

    function complain(message) {
      fault.textContent = message;
      date.setAttribute("aria-invalid", String(Boolean(message)));
    }

    /** @param {Conditions} conditions */
    function show(conditions) {
      if (listing.text.words(words.value).join() !== listing.text.words(conditions.words).join()) {
        words.value = conditions.words;
      }
      if (conditions.date !== taken) {
        taken = conditions.date;
        date.value = dates.parse(taken)?.shown ?? "";
        complain("");
      }
      sort.value = conditions.sort;
    }

    function clear() {
      words.value = date.value = taken = "";
      complain("");
    }

    const field = (input, label) =>
      make("div", { class: "filter-field" }, make("label", { for: input.id }, label), input);
    const line = make(
      "div", { class: "filter-fields" },
      field(words, header.words), field(date, "日期"), field(sort, "排序"),
    );
    return { elements: [line, fault], show, clear };
  }

  listing.fields = fields;
})();
