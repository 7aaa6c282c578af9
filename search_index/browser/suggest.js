// What is offered while a reader types. Only what a way of matching needs is loaded.
/** @param {Use} use */
function searchSuggest(use) {
  "use strict";
  const { json, inflate } = use("script_text");
  const { Lines } = use("lines");
  const { Spelling } = use("spelling");
  const { size } = use("order");

  const MOST = 10;
  /** Near spellings that are offered. */
  const NEAR = 5;
  /** Fewer letters stand inside too many names to say anything. */
  const FEWEST_LETTERS = 3;

  /** @param {Uint8Array} data */
  const text = async data => new TextDecoder().decode(await inflate(data));

  class Table {
    /** @param {any} index */
    constructor(index) {
      this.index = index;
      this.rowsEach = index.lexicon.rows;
    }

    /** @template Value @param {string} name @param {(data: Uint8Array) => Promise<Value>} decode @returns {Value} */
    part(name, decode) {
      const found = this.index.shelf.take(`${this.index.name}/${name}`, decode);
      if (found === undefined) this.index.shelf.stop();
      return /** @type {Value} */ (found);
    }

    /** The folded texts. */
    get texts() {
      return this.part("folded", async data => new Lines(await text(data)));
    }

    /** Their syllables, and these without blanks. */
    get sounds() {
      return this.part("pinyin", async data => {
        const whole = await text(data);
        return { whole, rows: whole.split("\n"), lines: new Lines(whole.replaceAll(" ", "")) };
      });
    }

    /** The first letters of their syllables. */
    get initials() {
      return this.part("initials", async data => new Lines(await text(data)));
    }

    /** @param {number} number @returns {any} text, label and address of a row, while it is there */
    row(number) {
      const block = Math.floor(number / this.rowsEach);
      return this.index.part(`rows${block}`)?.[number % this.rowsEach];
    }

    /** @param {string} typed folded @returns {Generator<number>} rows that may be meant, best first; some several times */
    *matching(typed) {
      if (!typed) return;
      yield* this.texts.starting(typed);
      yield* this.texts.holding(typed);
      const mixed = /^(.*[^a-z])([a-z]+)$/.exec(typed);
      if (/^[a-z]+$/.test(typed)) {
        yield* this.sounds.lines.starting(typed);
        if (typed.length >= FEWEST_LETTERS) {
          for (const row of this.sounds.lines.holding(typed)) if (this.soundsInside(row, typed)) yield row;
        }
        yield* this.initials.starting(typed);
        if (typed.length >= FEWEST_LETTERS) yield* this.initials.holding(typed);
      } else if (mixed) yield* this.halfTyped(mixed[1], mixed[2]);
    }

    /** @param {number} row @param {string} typed @returns {boolean} whether the letters begin at a syllable of the row */
    soundsInside(row, typed) {
      const syllables = this.sounds.rows[row].split(" ");
      return syllables.some((_, start) => syllables.slice(start).join("").startsWith(typed));
    }

    /** @param {string} head @param {string} letters @returns {Generator<number>} rows with characters followed by what the letters spell */
    *halfTyped(head, letters) {
      const { texts, sounds } = this;
      for (const row of texts.holding(head)) {
        const line = texts.text.slice(texts.starts[row] + 1, texts.starts[row + 1]);
        const past = size(line.slice(0, line.indexOf(head))) + size(head);
        const rest = sounds.rows[row].split(" ").slice(past);
        const initials = rest.map(syllable => Array.from(syllable)[0] ?? "").join("");
        if (rest.join("").startsWith(letters) || initials.startsWith(letters)) yield row;
      }
    }
  }

  /**
   * @param {any} index
   * @param {{text: string, limit?: number}} input what was typed
   * @returns {Promise<{text: string, label: string, url: string}[]>}
   */
  function suggest(index, { text: typed, limit = MOST }) {
    return index.shelf.settle(() => {
      const table = new Table(index);
      const folded = index.fold.text(typed);
      index.shelf.stop();
      const found = new Set();
      for (const row of table.matching(folded)) {
        found.add(row);
        if (found.size === limit) break;
      }
      const rows = [...found].map(row => table.row(row) ?? []);
      return rows.map(([own, label, url]) => ({ text: own, label, url }));
    });
  }

  /** @type {WeakMap<object, InstanceType<typeof Spelling>>} */
  const spellings = new WeakMap();

  /**
   * @param {any} index
   * @param {string} folded
   * @param {(text: string) => boolean} known tells words
   * @returns {string[]} spellings near a folded text that occur in the table
   */
  function near(index, folded, known) {
    let spelling = spellings.get(index);
    if (!spelling) {
      const table = new Table(index);
      const sounds = index.part("sounds");
      const texts = table.texts.text.slice(1, -1);
      spelling = new Spelling(texts, table.sounds.whole, sounds ?? {});
      if (sounds) spellings.set(index, spelling);
    }
    return spelling.near(folded, NEAR, known);
  }

  return { suggest, near };
}
searchReader.define("suggest", searchSuggest);
