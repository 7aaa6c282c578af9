// Title keys: titles without the words that readers leave out.
/** @param {Use} use */
function searchTitle(use) {
  "use strict";
  const { compare } = use("order");

  const words = [...use("tables").titles.light].sort((one, other) => other.length - one.length || compare(one, other));
  const LIGHT = new RegExp(words.join("|"), "g");

  /** @param {string} folded @returns {string} the title without light words, or itself if nothing else is in it */
  function titleKey(folded) {
    return folded.replace(LIGHT, "") || folded;
  }

  return { titleKey };
}
searchReader.define("title", searchTitle);
