// Figures as they are written: 196747, 196,747, 19.7万, 十九万六千七百四十七, 91.7%, 百分之九十一点七.
/** @param {Use} use */
function searchFigures(use) {
  "use strict";
  const { tables, matchAt, pattern, groups, plain, whole, bare } = use("patterns");
  const { distinct } = use("order");

  const MOST_DIGITS = 15;
  /** Fewer digits than this say too little, unless a unit or a per cent sign follows. */
  const LEAST_DIGITS = 3;
  /** After one of these, digits are part of something else: 第十二条, 数十万. */
  const NO_FIGURE = "0123456789.第几数";
  const { digits: DIGITS, places: PLACES } = tables;

  /**
   * Digits without a leading zero, the power of ten they are multiplied by, and % or nothing.
   * @typedef {{digits: string, power: number, sign: string}} Figure
   */

  /** @param {Figure} figure @returns {string} as in a term */
  function keyOf({ digits, power, sign }) {
    return `${digits}e${power}${sign}`;
  }

  /** @param {Figure} figure @returns {string[]} the terms of its roundings to fewer digits, and of its exact value */
  function coarser({ digits, power, sign }) {
    const keys = [];
    for (let size = digits.length - 1; size > 1; size -= 1) {
      const rounded = String(Number(digits.slice(0, size)) + (digits[size] >= "5" ? 1 : 0));
      // 9996 to three digits is 100e2, not 1000e1.
      const grown = rounded.length - size;
      keys.push(keyOf({ digits: rounded.slice(0, size), power: power + digits.length - size + grown, sign }));
    }
    const exact = digits.replace(/0+$/, "");
    if (exact !== digits) keys.push(keyOf({ digits: exact, power: power + digits.length - exact.length, sign }));
    return distinct(keys);
  }

  /**
   * @param {string} text plain
   * @param {number} start
   * @returns {[number, number, Figure | null]} begin and end of the digits there, and the figure if they are one
   */
  function at(text, start) {
    const match = matchAt("figure", text, start);
    if (!match) return [start, start + 1, null];
    const end = start + match[0].length;
    const before = start ? text[start - 1] : "";
    if (
      (end === start + 1 && !" 之".includes(before)) ||
      (before && NO_FIGURE.includes(before)) ||
      isYear(match[1], text.slice(end, end + 4))
    ) return [start, end, null];
    const part = pattern("part_of").exec(text.slice(Math.max(0, start - 6), start));
    const [written, unit, sign] = groups(match);
    return [part ? start - part[0].length : start, end, figure(part ? part[1] : "", written, unit, sign)];
  }

  /** @param {string} digits @param {string} after */
  function isYear(digits, after) {
    return digits.length === 4 && after.replace(/^ +/, "")[0] === "年";
  }

  /** @param {string} part @param {string} written @param {string} unit @param {string} sign @returns {Figure | null} */
  function figure(part, written, unit, sign) {
    let digits;
    let power;
    let large = false;
    if (/^[0-9]/.test(written)) {
      // 19万6747 and 1亿2000(万): the unit inside stands for what the places after it say.
      const own = written.replace(/[, 万亿]/g, "");
      const dot = own.indexOf(".");
      const decimals = dot < 0 ? "" : own.slice(dot + 1);
      digits = (dot < 0 ? own : own.slice(0, dot)) + decimals;
      power = -decimals.length;
    } else {
      const value = valueOf(written);
      if (!value) return null;
      [digits, power] = value;
      large = digits.length + power >= LEAST_DIGITS;
    }
    for (const char of unit) power += PLACES[char];
    digits = digits.replace(/^0+/, "");
    const rate = Boolean(part || sign);
    if (power > 0 && !rate && !/[万亿]|^[0-9]/.test(written + unit)) {
      // 一百二十 is no rounding of 119.
      digits += "0".repeat(power);
      power = 0;
    }
    if (part === "千分之" || sign === "‰") power -= 1;
    const enough = rate || /[万亿]/.test(unit) || large || digits.length >= LEAST_DIGITS;
    if (!enough || digits.length === 0 || digits.length > MOST_DIGITS) return null;
    return { digits, power, sign: rate ? "%" : "" };
  }

  /** @param {string} written @returns {[string, number] | null} digits and power of Chinese numerals that are a number */
  function valueOf(written) {
    const own = written.replaceAll("两", "二");
    const dot = own.indexOf("点");
    const number = dot < 0 ? own : own.slice(0, dot);
    const asDigits = (/** @type {string} */ chars) => Array.from(chars, char => DIGITS.indexOf(char)).join("");
    const tail = dot < 0 ? "" : asDigits(own.slice(dot + 1));
    if (!Array.from(number).some(char => char in PLACES)) {
      if (number.length > 1 && !tail && number.length < LEAST_DIGITS) return null;
      return [asDigits(number) + tail, -tail.length];
    }
    const value = counted(number);
    if (value === null || value >= 10 ** MOST_DIGITS) return null;
    if (tail) return [`${value}${tail}`, -tail.length];
    const digits = String(value).replace(/0+$/, "");
    return [digits, String(value).length - digits.length];
  }

  /** @param {string} number @returns {number | null} */
  function counted(number) {
    let total = 0;
    let section = 0;
    /** @type {number | null} */
    let digit = null;
    let last = 10;
    for (const char of number) {
      const place = PLACES[char];
      if (place === undefined) {
        if (digit) return null;
        digit = DIGITS.indexOf(char);
        if (!digit) last = 10;
      } else if (place < 4) {
        section += (digit ?? 1) * 10 ** place;
        digit = null;
        last = 10 ** place;
      } else {
        section += digit ?? 0;
        total = place === 8 ? (total + section) * 10 ** place : total + section * 10 ** place;
        section = 0;
        digit = null;
        last = 10 ** place;
      }
    }
    // 三万五 is 35000, 三万零五 is 30005.
    return total + section + (digit ?? 0) * (last > 10 ? last / 10 : 1);
  }

  /** @param {string} text @returns {Figure | null} the figure that the whole text is, with or without what is counted */
  function asked(text) {
    const own = bare(plain(text));
    const found = whole("asked_figure", own);
    if (!found || (own.length === 4 && whole("year", own))) return null;
    return figure(found[0], found[1], found[2], found[3]);
  }

  /** @param {Figure} one @returns {string[]} its terms in a text: as written, and whatever it rounds to */
  function keys(one) {
    return [`w:${keyOf(one)}`, ...coarser(one).map(key => `r:${key}`)];
  }

  /** @param {Figure} one @returns {string[]} the terms by which a question for it is answered: the same, finer and coarser ones */
  function askedKeys(one) {
    return [`w:${keyOf(one)}`, `r:${keyOf(one)}`, ...coarser(one).map(key => `w:${key}`)];
  }

  return { at, asked, keys, askedKeys };
}
searchReader.define("figures", searchFigures);
