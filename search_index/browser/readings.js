// What a question is beside being text, and what stands in a text: numbers, figures, dates, pairs of marks.
/** @param {Use} use */
function searchReadings(use) {
  "use strict";
  const { tables, BLANKS, pattern, plain, strip } = use("patterns");
  const { compare, distinct, size } = use("order");
  const numbers = use("numbers");
  const dates = use("dates");
  const figures = use("figures");

  /** What stands before a number that is said to have been read. */
  const NUMBER = "文号：";
  /** No date, figure or number is longer. */
  const LONGEST = 100;
  /** Characters that are blanks to readers; some of them are none to Python. */
  const thin = Array.from(tables.plain[0]).filter((_, place) => Array.from(tables.plain[1])[place] === " ");
  const BLANK = new RegExp(`[${BLANKS}${thin.map(escaped).join("")}]`, "g");
  const MARKS = /[^\p{L}\p{N}]{2,}/gu;

  /** @param {string} char */
  function escaped(char) {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  }

  /**
   * @typedef {object} Reading
   * @property {string[]} number terms of records that have this number
   * @property {string[]} cited terms of records that mention it
   * @property {string[]} near terms of records with its year and serial under any code
   * @property {string[]} forms ways in which it may stand in a text
   * @property {string[]} dates terms of a date
   * @property {string[]} figures
   * @property {string[]} marks terms of pairs of marks, where the question holds nothing else
   * @property {string[]} said what was read, in Chinese
   * @property {boolean} whole whether the question surely is this
   */

  /** @param {Partial<Reading>} [parts] @returns {Reading} */
  function reading(parts = {}) {
    return { number: [], cited: [], near: [], forms: [], dates: [], figures: [], marks: [], said: [], whole: false, ...parts };
  }

  /** @param {Reading} one @returns {boolean} whether anything was read */
  function any(one) {
    return one.whole || Object.values(one).some(part => Array.isArray(part) && part.length > 0);
  }

  /**
   * @param {string} text a whole question as typed
   * @param {(text: string) => string} fold
   * @param {(name: string) => string[]} [same] other folded names of a folded name
   * @returns {Reading}
   */
  function read(text, fold, same = () => []) {
    const folded = fold(text);
    if (!folded) return reading({ marks: marks(text) });
    const short = size(text) <= LONGEST;
    let number = short ? numbers.asked(text) : null;
    if (number) return ofNumber(number, fold, same, numbers.isSure(text));
    number = numbers.inside(text);
    if (number) return ofNumber(number, fold, same, false);
    const day = short ? dates.asked(text) : null;
    if (day) return reading({ dates: [`D:${day.key}`, `d:${day.key}`], said: [`日期：${day.shown}`], whole: true });
    const figure = short ? figures.asked(text) : null;
    if (figure) return reading({ figures: figures.askedKeys(figure), said: [`数字：${strip(text)}`], whole: true });
    // Numbers of other forms (索引号) are found as they are written.
    return short && isOddNumber(folded) ? reading({ number: [`n:${folded}||`] }) : reading();
  }

  /** @param {string} folded */
  function isOddNumber(folded) {
    const length = size(folded);
    return length >= 8 && 2 * (folded.match(/[0-9]/g)?.length ?? 0) > length;
  }

  /**
   * @param {any} number
   * @param {(text: string) => string} fold
   * @param {(name: string) => string[]} same
   * @param {boolean} sure
   */
  function ofNumber(number, fold, same, sure) {
    const code = fold(number.code);
    const keys = [number.key(code)];
    if (code !== number.form) {
      keys.push(number.key(fold(numbers.likelyCode(number.code, number.form))));
      keys.push(...same(numbers.without(code, number.form)).map(name => number.key(name + number.form)));
    }
    const written = distinct(keys);
    return reading({
      number: written.map(key => `n:${key}`),
      cited: written.map(key => `c:${key}`),
      near: [`n:${number.key(number.form)}`],
      forms: number.forms,
      said: [`${NUMBER}${number.shown}`],
      whole: sure,
    });
  }

  /** @param {string} text @returns {string[]} terms of all pairs of neighbouring marks; blanks do not count */
  function marks(text) {
    const pairs = new Set();
    for (const [run] of text.replace(BLANK, "").matchAll(MARKS)) {
      const chars = Array.from(run);
      for (let place = 0; place + 1 < chars.length; place += 1) pairs.add(`m:${chars[place]}${chars[place + 1]}`);
    }
    return [...pairs].sort(compare);
  }

  /**
   * @param {string} raw
   * @param {(text: string) => string} fold
   * @returns {{start: number, end: number, keys: string[]}[]} every number, date and figure, by place in units
   */
  function scan(raw, fold) {
    let text = plain(raw);
    const found = numbers.scan(text).map(([start, end, number]) => ({ start, end, keys: numbers.citedKeys(number, fold) }));
    for (const { start, end } of found) text = text.slice(0, start) + "/".repeat(end - start) + text.slice(end);
    let past = 0;
    for (const { index: start = 0 } of text.matchAll(pattern("start", "g"))) {
      if (start < past) continue;
      const [end, day] = dates.at(text, start);
      past = end;
      if (day) found.push({ start, end: past, keys: day.keys.map(key => `d:${key}`) });
      if (past === start) {
        const [begin, stop, figure] = figures.at(text, start);
        past = stop;
        if (figure) found.push({ start: begin, end: past, keys: figures.keys(figure) });
      }
    }
    return found.sort((one, other) => one.start - other.start || one.end - other.end);
  }

  return { reading, any, read, marks, scan, NUMBER };
}
searchReader.define("readings", searchReadings);
