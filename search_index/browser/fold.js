// Folding: how a text is written before anything is compared; every character by itself.
/** @param {Use} use */
function searchFold(use) {
  "use strict";
  const { dots, symbols } = use("tables").fold;

  const KEPT = /[\p{L}\p{N}]/u;
  const NO_CHARACTER = /\p{C}/u;

  class Fold {
    /**
     * @param {number[]} steps from one traditional character to the next
     * @param {() => [string, string] | undefined} load the traditional characters and their simplified forms
     */
    constructor(steps, load) {
      this.load = load;
      /** @type {Set<string>} */
      this.traditional = new Set();
      let code = 0;
      for (const step of steps) this.traditional.add(String.fromCodePoint((code += step)));
      /** @type {Map<string, string> | null} */
      this.simple = null;
      /** @type {Map<string, string>} */
      this.forms = new Map();
      /** Whether a form was lacking when a text was folded last, and how often one was. */
      this.lacking = false;
      this.misses = 0;
    }

    lack() {
      this.lacking = true;
      this.misses += 1;
    }

    /** @param {string} char @returns {string | undefined} undefined while its form is not there */
    simplified(char) {
      if (!this.traditional.has(char)) return char;
      if (!this.simple) {
        const table = this.load();
        if (!table) return undefined;
        const forms = Array.from(table[1]);
        this.simple = new Map(Array.from(table[0], (from, place) => [from, forms[place]]));
      }
      return this.simple.get(char);
    }

    /** @param {string} char @returns {string} what it folds to; may be empty */
    form(char) {
      let form = this.forms.get(char);
      if (form !== undefined) return form;
      form = "";
      if (NO_CHARACTER.test(char)) return form;
      let known = true;
      for (const part of char.normalize("NFKC").toLowerCase().normalize("NFKC")) {
        if (!KEPT.test(part) && !symbols.includes(part)) continue;
        const simple = this.simplified(part);
        if (simple === undefined) known = false;
        form += simple ?? part;
      }
      if (known) this.forms.set(char, form);
      else this.lack();
      return form;
    }

    /**
     * @param {string} raw
     * @returns {{text: string, offsets: number[]}} the folded text, and for each of its units the character of the raw text
     */
    folded(raw) {
      this.lacking = false;
      const chars = Array.from(raw);
      const forms = chars.map(char => this.form(char));
      let text = "";
      const offsets = [];
      for (let place = 0; place < chars.length; place += 1) {
        let form = forms[place];
        if (dots.includes(chars[place]) && isDigit(forms[place - 1]?.at(-1)) && isDigit(forms[place + 1]?.[0])) form = ".";
        for (let unit = 0; unit < form.length; unit += 1) offsets.push(place);
        text += form;
      }
      return { text, offsets };
    }

    /** @param {string} raw @returns {string} */
    text(raw) {
      return this.folded(raw).text;
    }
  }

  /** @param {string | undefined} char */
  function isDigit(char) {
    return char !== undefined && char >= "0" && char <= "9";
  }

  return { Fold };
}
searchReader.define("fold", searchFold);
