// Document numbers (发文字号): in running text, and as a question.
/** @param {Use} use */
function searchNumbers(use) {
  "use strict";
  const { tables, pattern, groups, plain, whole, count, bare } = use("patterns");
  const { distinct } = use("order");

  /** Characters before a number that are looked at for its code. */
  const REACH = 33;

  /** A number taken apart: code as written without blanks, year ("" for orders), serial, form ("", 令 or 公告). */
  class DocumentNumber {
    /** @param {string} code @param {string} year @param {string} serial @param {string} form */
    constructor(code, year, serial, form) {
      this.code = code;
      this.year = year;
      this.serial = serial;
      this.form = form;
    }

    /** @param {string} code folded @returns {string} the term under that code, without its n: or c: */
    key(code) {
      return `${code}|${this.year}|${this.serial}`;
    }

    /** As it should be written. */
    get shown() {
      const { code, year, serial, form } = this;
      if (form === "令") return `${code}第${serial}号`;
      if (form === "公告") return `${code}${year}年第${serial}号`;
      return `${code}〔${year}〕${serial}号`;
    }

    /** The number as it may stand in a text; none without a code. */
    get forms() {
      const { code, year, serial, form } = this;
      if (code === "" || code === form) return [];
      const body = without(code, form);
      if (form === "令") return [this.shown, `${code}${serial}号`, `${body}第${serial}号令`];
      if (form === "公告") return [this.shown, `${code}${year}年${serial}号`, `${body}${year}年第${serial}号公告`];
      return [this.shown, `${code}〔${year}〕第${serial}号`, `${code}${year}年${serial}号`, `${code}${year}年第${serial}号`];
    }
  }

  /** @param {string} text @param {string} end @returns {string} the text without that end */
  function without(text, end) {
    return end && text.endsWith(end) ? text.slice(0, -end.length) : text;
  }

  /** @typedef {[start: number, end: number, number: DocumentNumber]} Place */

  /** @param {string} text plain @returns {Place[]} every number in it */
  function scan(text) {
    /** @type {Place[]} */
    const found = [];
    if (!text.includes("号")) return found;
    for (const match of text.matchAll(pattern("number", "g"))) {
      place(found, text, match, match[1], match[2], "");
    }
    for (const match of text.matchAll(pattern("order", "g"))) {
      place(found, text, match, "", match[1] || match[2], "令");
    }
    for (const match of text.matchAll(pattern("announcement", "g"))) {
      place(found, text, match, match[1] || match[3], match[2] || match[4], "公告");
    }
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    // The first where two overlap.
    let past = 0;
    return found.filter(([start, end]) => {
      const free = start >= past;
      if (free) past = end;
      return free;
    });
  }

  /** @param {Place[]} found @param {string} text @param {RegExpMatchArray} match @param {string} year @param {string} serial @param {string} form */
  function place(found, text, match, year, serial, form) {
    const start = match.index ?? 0;
    const lead = pattern("lead").exec(text.slice(Math.max(0, start - REACH), start));
    const code = lead ? likelyCode(lead[0].replace(/ +$/, ""), form) : "";
    const number = make(code, year, serial, form);
    if (number) found.push([code ? text.slice(0, start).lastIndexOf(code) : start, start + match[0].length, number]);
  }

  /** @param {string} code @param {string} year @param {string} serial @param {string} form @returns {DocumentNumber | null} */
  function make(code, year, serial, form) {
    const value = count(serial);
    if (!value || (form === "令" && code === "命")) return null;
    return new DocumentNumber(code.replaceAll(" ", "") + form, year.replaceAll(" ", ""), String(value), form);
  }

  /** @param {string} run of Chinese characters @param {string} [form] @returns {string} its end that is likely to be a code */
  function likelyCode(run, form = "") {
    let code = after(run, tables.prose);
    if (form) return code;
    if (code.length > tables.longest_unsure_code) code = after(code, tables.bodies);
    return code.length <= tables.longest_code ? code : "";
  }

  /** @param {string} run @param {string[]} words */
  function after(run, words) {
    let end = 0;
    for (const word of words) {
      const at = run.lastIndexOf(word);
      if (at >= 0) end = Math.max(end, at + word.length);
    }
    return run.slice(end);
  }

  /** @param {string} text @returns {DocumentNumber | null} the number that the whole text is, in any written form */
  function asked(text) {
    let own = bare(plain(text));
    if (own[0] === "〔" && own.at(-1) === "〕" && own.split("〔").length > 2) own = bare(own.slice(1, -1));
    let found = whole("asked_announcement", own);
    if (found) return make(found[0] || found[3], found[1] || found[4], found[2] || found[5], "公告");
    found = whole("asked_number", own);
    if (found) return make(found[0], found[1], found[2], "");
    found = whole("asked_order", own);
    if (found) return make(found[0] || found[2], "", found[1] || found[3], "令");
    found = whole("asked_plainly", own);
    // Without a code and without 号 it is a month or two figures.
    if (found && (bare(found[0]) || found[3])) return make(found[0], found[1], found[2], "");
    return null;
  }

  /** @param {string} text that asked() reads @returns {boolean} whether it can be nothing else than a number */
  function isSure(text) {
    const own = plain(text);
    const end = asked(text)?.code.slice(-1);
    return own.includes("号") || own.includes("〔") || Boolean(end && tables.code_ends.includes(end));
  }

  /** @param {string} text @returns {DocumentNumber | null} the one number in a longer text */
  function inside(text) {
    const found = new Map(scan(plain(text)).map(([, , number]) => [JSON.stringify(number), number]));
    return found.size === 1 ? [...found.values()][0] : null;
  }

  /** @param {DocumentNumber} number @param {(text: string) => string} fold @returns {string[]} its terms in running text */
  function citedKeys(number, fold) {
    const own = `c:${number.key(number.form)}`;
    return number.code === number.form ? [own] : distinct([`c:${number.key(fold(number.code))}`, own]);
  }

  /** @param {string} written @param {string[]} names of the bodies that issued it @param {(text: string) => string} fold @returns {string[]} terms of a record's own number: under its code, without it, under its issuers' names */
  function ownKeys(written, names, fold) {
    const keys = [`n:${fold(written)}||`];
    const number = asked(written);
    if (!number) return keys;
    const code = fold(number.code);
    const codes = [code, number.form, number.year ? "" : number.form];
    for (const name of names.map(fold)) codes.push(name, name + number.form);
    // 总局令第85号 is asked for as well as 国家安全生产监督管理总局令第85号.
    if (number.form) for (let start = 0; start < code.length - number.form.length; start += 1) codes.push(code.slice(start));
    return [...keys, ...codes.map(one => `n:${number.key(one)}`)];
  }

  return { ownKeys, scan, asked, inside, isSure, citedKeys, likelyCode, without };
}
searchReader.define("numbers", searchNumbers);
