// Folding of titles and document numbers, so that one way of writing finds another.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  const DOTS = /[·•∙・‧⋅]/g;
  const DROPPED = /[\s〔〕【】[\]()《》〈〉“”‘’"']/g;

  /**
   * Full-width as half-width, dots of dates as one dot, without brackets, quotation marks and blanks.
   * @param {string} text
   * @returns {string}
   */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replaceAll("號", "号").replace(DOTS, ".").replace(DROPPED, "");
  }

  /**
   * The folded words of what a reader typed; a text must hold each of them.
   * @param {string} typed
   * @returns {string[]}
   */
  function words(typed) {
    return typed.split(/\s+/).map(fold).filter(Boolean);
  }

  listing.text = { fold, words };
})();
