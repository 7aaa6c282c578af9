// Near spellings: what a reader may have meant by a text that is found nowhere. Digits are never changed.
/** @param {Use} use */
function searchSpelling(use) {
  "use strict";
  const { compare, size, slice } = use("order");

  const LONGEST = 20;
  const SHORTEST = 3;
  const LONGEST_PART = 6;
  /** Places looked at for one way of going wrong. */
  const PATIENCE = 200;
  /** Sounds that many do not tell apart: the first is taken for the second. */
  const ALIKE = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["ng ", "n "]];

  /** @param {string} text */
  const digits = text => text.replace(/[^0-9]/g, "");
  /** @param {string} text @param {string} piece */
  const count = (text, piece) => text.split(piece).length - 1;

  /** @param {string} pinyin every syllable followed by a blank @returns {string} with sounds that are easily confused made one */
  function alike(pinyin) {
    return ALIKE.reduce((text, [one, other]) => text.replaceAll(one, other), pinyin);
  }

  class Spelling {
    /** @param {any[]} tables of rows @param {Object<string, string>} sounds */
    constructor(tables, sounds) {
      this.tables = tables;
      /** @type {Map<string, string>} */
      this.sounds = new Map(Object.entries(sounds).flatMap(([sound, chars]) => Array.from(chars, char => [char, sound])));
    }

    /** @param {(rows: any) => Iterable<number[]>} find @param {number} [most] */
    found(find, most = PATIENCE) {
      return use("rows").found(this.tables, find, most);
    }

    /** @param {string} piece @returns {boolean} whether a row holds it */
    holds(piece) {
      return !this.found(rows => rows.folded.places(piece), 1).next().done;
    }

    /** @param {string} text @returns {boolean} whether a row is the text */
    isRow(text) {
      return !this.found(rows => rows.folded.equal(text), 1).next().done;
    }

    /**
     * @param {string} text folded
     * @param {number} limit
     * @param {(text: string) => boolean} known tells words
     * @returns {string[]} near spellings, best first
     */
    near(text, limit, known) {
      const length = size(text);
      if (length < 2 || length > LONGEST) return [];
      for (const way of this.ways(text, length, known)) {
        /** @type {Map<string, number>} */
        const counts = new Map();
        for (const one of way) if (one !== text) counts.set(one, (counts.get(one) ?? 0) + 1);
        if (!counts.size) continue;
        const spellings = [...counts].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
        return spellings.slice(0, limit).map(([one]) => one);
      }
      return [];
    }

    /**
     * @param {string} text
     * @param {number} length
     * @param {(text: string) => boolean} known
     * @returns {Generator<Generator<string>>} the spellings of each way of going wrong, the likeliest way first
     */
    *ways(text, length, known) {
      yield this.sounding(text);
      if (length >= SHORTEST) {
        yield this.exchanged(text);
        yield this.longer(text);
      }
      if (length > SHORTEST) {
        yield this.replaced(text);
        yield this.shorter(text);
        for (let part = Math.min(length - 1, LONGEST_PART); part > 1; part -= 1) yield this.soundingInPart(text, part, known);
      }
    }

    /** @param {string} text @returns {Generator<string>} texts that sound the same */
    *sounding(text) {
      const sought = alike(` ${Array.from(text, char => this.sounds.get(char) ?? char).join(" ")} `);
      for (const { rows, number, place } of this.found(one => one.sounds.sounding.places(sought))) {
        const start = count(rows.sounds.sounding.line(number).slice(0, place), " ");
        const other = slice(rows.folded.line(number), start, start + size(text));
        if (digits(other) === digits(text)) yield other;
      }
    }

    /**
     * @param {string} text
     * @param {number} length of the part that is changed
     * @param {(text: string) => boolean} known
     * @returns {Generator<string>} with some characters, which stand nowhere, changed into others of the same sound
     */
    *soundingInPart(text, length, known) {
      const last = size(text) - length;
      // Two characters sound like too much to be taken out of the middle.
      const starts = length === 2 ? [0, last] : Array.from({ length: last + 1 }, (_, start) => start);
      for (const start of starts) {
        const part = slice(text, start, start + length);
        if (this.holds(part) || !Array.from(part).every(char => this.sounds.has(char))) continue;
        for (const other of this.sounding(part)) {
          // So do three, unless they are a word or all of a line.
          if (length > 3 || known(other) || this.isRow(other)) {
            yield slice(text, 0, start) + other + slice(text, start + length);
          }
        }
      }
    }

    /** @param {string} text @returns {Generator<string>} */
    *exchanged(text) {
      const chars = Array.from(text);
      for (let start = 0; start + 1 < chars.length; start += 1) {
        if (/[0-9]/.test(chars[start] + chars[start + 1])) continue;
        const other = slice(text, 0, start) + chars[start + 1] + chars[start] + slice(text, start + 2);
        if (this.holds(other)) yield other;
      }
    }

    /** @param {string} text @returns {Generator<string>} */
    *replaced(text) {
      const chars = Array.from(text);
      for (let place = 0; place < chars.length; place += 1) {
        if (!/[0-9]/.test(chars[place])) yield* this.withAnother(slice(text, 0, place), slice(text, place + 1));
      }
    }

    /** @param {string} text @returns {Generator<string>} */
    *longer(text) {
      for (let place = 1; place < size(text); place += 1) yield* this.withAnother(slice(text, 0, place), slice(text, place));
    }

    /** @param {string} text @returns {Generator<string>} */
    *shorter(text) {
      const chars = Array.from(text);
      // Without its first or last character it would only be less of the text.
      for (let place = 1; place < chars.length - 1; place += 1) {
        const other = slice(text, 0, place) + slice(text, place + 1);
        if (!/[0-9]/.test(chars[place]) && size(other) >= SHORTEST && this.holds(other)) yield other;
      }
    }

    /** @param {string} head @param {string} tail @returns {Generator<string>} what stands in the texts as head, one character that is no digit, tail */
    *withAnother(head, tail) {
      const [sought, shift] = size(tail) > size(head) ? [tail, head.length + 1] : [head, 0];
      const length = head.length + 1 + tail.length;
      for (const { rows, number, place } of this.found(one => one.folded.places(sought))) {
        const start = place - shift;
        const other = rows.folded.line(number).slice(Math.max(start, 0), start + length);
        const fits = start >= 0 && other.length === length && other.startsWith(head) && other.endsWith(tail);
        if (fits && !/[0-9]/.test(other[head.length])) yield other;
      }
    }
  }

  return { Spelling, alike };
}
searchReader.define("spelling", searchSpelling);
