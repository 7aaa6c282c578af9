// Near spellings: what a reader may have meant by a text that is found nowhere. Digits are never changed.
/** @param {Use} use */
function searchSpelling(use) {
  "use strict";
  const { compare, size, slice } = use("order");

  const LONGEST = 20;
  const SHORTEST = 3;
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
    /** @param {string} folded texts, one a line @param {string} pinyin the sound of every character @param {Object<string, string>} sounds */
    constructor(folded, pinyin, sounds) {
      this.folded = `\n${folded}\n`;
      this.lines = folded.split("\n");
      this.pinyin = alike(["", ...pinyin.split("\n"), ""].map(line => ` ${line} `).join("\n"));
      /** @type {Map<string, string>} */
      this.sounds = new Map(Object.entries(sounds).flatMap(([sound, chars]) => Array.from(chars, char => [char, sound])));
    }

    /** @param {string} text folded @param {number} limit @returns {string[]} near spellings, best first */
    near(text, limit) {
      const length = size(text);
      if (length < 2 || length > LONGEST) return [];
      const ways = [this.sounding(text)];
      if (length >= SHORTEST) ways.push(this.exchanged(text), this.replaced(text), this.longer(text), this.shorter(text));
      ways.push(this.soundingInPart(text));
      const found = new Set();
      for (const way of ways) {
        const spellings = [...new Set(way)].filter(one => one !== text && !one.includes("\n"));
        const counts = new Map(spellings.map(one => [one, count(this.folded, one)]));
        spellings.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || compare(one, other));
        for (const one of spellings) found.add(one);
        if (found.size >= limit) break;
      }
      return [...found].slice(0, limit);
    }

    /** @param {string} text @returns {Generator<string>} texts that sound the same */
    *sounding(text) {
      const sought = alike(` ${Array.from(text, char => this.sounds.get(char) ?? char).join(" ")} `);
      let place = this.pinyin.indexOf(sought);
      for (let turn = 0; turn < PATIENCE && place >= 0; turn += 1) {
        const before = this.pinyin.slice(0, place);
        const line = count(before, "\n") - 1;
        const start = count(before.slice(before.lastIndexOf("\n") + 1), " ");
        const other = slice(this.lines[line], start, start + size(text));
        if (digits(other) === digits(text)) yield other;
        place = this.pinyin.indexOf(sought, place + 1);
      }
    }

    /** @param {string} text @returns {Generator<string>} with two characters that stand together nowhere changed into two that do */
    *soundingInPart(text) {
      const chars = Array.from(text);
      for (let start = 0; start + 1 < chars.length; start += 1) {
        const pair = chars[start] + chars[start + 1];
        if (chars.length <= 2 || this.folded.includes(pair)) continue;
        for (const other of this.sounding(pair)) yield slice(text, 0, start) + other + slice(text, start + 2);
      }
    }

    /** @param {string} text @returns {Generator<string>} */
    *exchanged(text) {
      const chars = Array.from(text);
      for (let start = 0; start + 1 < chars.length; start += 1) {
        if (/[0-9]/.test(chars[start] + chars[start + 1])) continue;
        const other = slice(text, 0, start) + chars[start + 1] + chars[start] + slice(text, start + 2);
        if (this.folded.includes(other)) yield other;
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
      for (let place = 0; place < chars.length; place += 1) {
        const other = slice(text, 0, place) + slice(text, place + 1);
        if (!/[0-9]/.test(chars[place]) && size(other) >= SHORTEST && this.folded.includes(other)) yield other;
      }
    }

    /** @param {string} head @param {string} tail @returns {Generator<string>} what stands in the texts as head, one character that is no digit, tail */
    *withAnother(head, tail) {
      const [sought, shift] = size(tail) > size(head) ? [tail, head.length + 1] : [head, 0];
      let place = this.folded.indexOf(sought);
      for (let turn = 0; turn < PATIENCE && place >= 0; turn += 1) {
        const start = place - shift;
        const other = this.folded.slice(Math.max(start, 0), start + head.length + 1 + tail.length);
        const fits = start >= 0 && other.startsWith(head) && other.endsWith(tail);
        if (fits && !/[0-9]/.test(other.slice(head.length, head.length + 1))) yield other;
        place = this.folded.indexOf(sought, place + 1);
      }
    }
  }

  return { Spelling };
}
searchReader.define("spelling", searchSpelling);
