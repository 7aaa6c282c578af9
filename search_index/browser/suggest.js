// What is offered while a reader types. Only what a way of matching needs is loaded.
/** @param {Use} use */
function searchSuggest(use) {
  "use strict";
  const { tables, found } = use("rows");
  const { Spelling } = use("spelling");
  const { size } = use("order");

  const MOST = 10;
  /** Near spellings that are offered. */
  const NEAR = 5;
  /** Fewer letters stand inside too many names to say anything. */
  const FEWEST_LETTERS = 3;
  /** Rows looked at in one way of matching. */
  const PATIENCE = 2000;

  /** @param {any} every tables @param {string} typed folded @returns {Generator<any>} rows that may be meant, best first; some several times */
  function* matching(every, typed) {
    if (!typed) return;
    const rows = (/** @type {(rows: any) => Iterable<number[]>} */ find) => found(every, find, PATIENCE);
    yield* rows(one => one.folded.starting(typed));
    yield* rows(one => one.folded.holding(typed));
    const mixed = /^(.*[^a-z])([a-z]+)$/.exec(typed);
    if (/^[a-z]+$/.test(typed)) {
      yield* rows(one => one.sounds.letters.starting(typed));
      if (typed.length >= FEWEST_LETTERS) {
        for (const row of rows(one => one.sounds.letters.holding(typed))) if (soundsInside(row, typed)) yield row;
      }
      yield* rows(one => one.sounds.initials.starting(typed));
      if (typed.length >= FEWEST_LETTERS) yield* rows(one => one.sounds.initials.holding(typed));
    } else if (mixed) {
      const [, head, letters] = mixed;
      for (const row of rows(one => one.folded.holding(head))) if (halfTyped(row, head, letters)) yield row;
    }
  }

  /** @param {any} row @param {string} typed @returns {boolean} whether the letters begin at a syllable of the row */
  function soundsInside({ rows, number }, typed) {
    const syllables = rows.sounds.lines[number].split(" ");
    return syllables.some((/** @type {string} */ _, /** @type {number} */ start) => syllables.slice(start).join("").startsWith(typed));
  }

  /** @param {any} row @param {string} head @param {string} letters @returns {boolean} whether characters are followed by what the letters spell */
  function halfTyped({ rows, number }, head, letters) {
    const line = rows.folded.line(number);
    const past = size(line.slice(0, line.indexOf(head))) + size(head);
    const rest = rows.sounds.lines[number].split(" ").slice(past);
    const initials = rest.map((/** @type {string} */ syllable) => Array.from(syllable)[0] ?? "").join("");
    return rest.join("").startsWith(letters) || initials.startsWith(letters);
  }

  /**
   * @param {any} index
   * @param {{text: string, limit?: number}} input what was typed
   * @returns {Promise<{text: string, label: string, url: string}[]>}
   */
  function suggest(index, { text: typed, limit = MOST }) {
    return index.shelf.settle(() => {
      const folded = index.fold.text(typed);
      index.shelf.stop();
      /** @type {Map<string, any>} */
      const kept = new Map();
      for (const row of matching(tables(index), folded)) {
        kept.set(`${row.rows.name} ${row.number}`, row);
        if (kept.size === limit) break;
      }
      const shown = [...kept.values()].map(({ rows, number }) => rows.shown(number) ?? []);
      return shown.map(([own, label, url]) => ({ text: own, label, url }));
    });
  }

  /**
   * @param {any} index
   * @param {string} folded
   * @param {(text: string) => boolean} known tells words
   * @returns {string[]} spellings near a folded text that occur in the table
   */
  function near(index, folded, known) {
    const sounds = index.part("sounds");
    if (!sounds) index.shelf.stop();
    return new Spelling(tables(index), sounds).near(folded, NEAR, known);
  }

  return { suggest, near };
}
searchReader.define("suggest", searchSuggest);
