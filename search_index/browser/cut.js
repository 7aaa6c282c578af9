// Cutting a text into words, where the text as it stands is found nowhere.
/** @param {Use} use */
function searchCut(use) {
  "use strict";
  const { size } = use("order");

  /** No word of the dictionary is longer. */
  const LONGEST = 16;
  const STOP = new Set(use("tables").stop.stop);
  /** Figures with their unit, and words of Latin letters: never cut. */
  const RUN = /[0-9]+(?:\.[0-9]+)*(?:[百千]?[万亿])?[%‰]?|[a-z]+/g;

  const { pattern } = use("patterns");
  const UNIT = pattern("unit", "y");

  /**
   * Of all ways the one with the largest sum of squared lengths, of several the one with the longer first piece.
   * @param {string} text folded
   * @param {(piece: string) => boolean} known whether a piece of 2 to 16 characters is a word
   * @param {Set<string>} terms pieces of any length that are kept together beside the words
   * @param {Map<number, number>} fixed where pieces begin and end that are never cut: dates, figures, numbers
   * @returns {string[]} pieces that together are the text
   */
  function cut(text, known, terms, fixed) {
    const chars = Array.from(text);
    const ends = new Map();
    const inside = new Set();
    for (const match of text.matchAll(RUN)) {
      const start = size(text.slice(0, match.index));
      ends.set(start, start + match[0].length);
    }
    for (const [start, end] of fixed) ends.set(start, end);
    for (const [start, end] of ends) for (let place = start + 1; place < end; place += 1) inside.add(place);
    let longest = LONGEST;
    for (const term of terms) longest = Math.max(longest, size(term));
    const sums = new Array(chars.length + 1).fill(0);
    const firsts = new Array(chars.length + 1).fill(chars.length);
    for (let start = chars.length - 1; start >= 0; start -= 1) {
      if (inside.has(start)) continue;
      const choices = [ends.get(start) ?? start + 1];
      const unit = ends.has(start) && !/[a-z]/.test(chars[start]) ? unitAt(chars, choices[0]) : 0;
      if (unit) choices.push(choices[0] + unit);
      for (let end = start + 2; end <= Math.min(start + longest, chars.length); end += 1) {
        const piece = chars.slice(start, end).join("");
        const kept = terms.has(piece) || STOP.has(piece) || (end - start <= LONGEST && known(piece));
        if (kept && !inside.has(end)) choices.push(end);
      }
      sums[start] = -1;
      for (const end of choices) {
        const sum = (end - start) ** 2 + sums[end];
        if (sum > sums[start] || (sum === sums[start] && end > firsts[start])) {
          sums[start] = sum;
          firsts[start] = end;
        }
      }
    }
    const pieces = [];
    for (let place = 0; place < chars.length; place = firsts[place]) pieces.push(chars.slice(place, firsts[place]).join(""));
    return pieces;
  }

  /** @param {string[]} chars @param {number} start @returns {number} how long the unit is that stands there */
  function unitAt(chars, start) {
    UNIT.lastIndex = 0;
    return UNIT.exec(chars.slice(start).join(""))?.[0].length ?? 0;
  }

  /** @param {string} piece @returns {boolean} whether it is a function word, which need not be found */
  function stop(piece) {
    return STOP.has(piece);
  }

  return { cut, stop };
}
searchReader.define("cut", searchCut);
