// Dates: in running text, as a question, and as the limits of a filter.
/** @param {Use} use */
function searchDates(use) {
  "use strict";
  const { tables, matchAt, groups, plain, whole, count, bare, padded } = use("patterns");

  /** The last day, as limit of a range without an end. */
  const FOREVER = 99999999;

  /** A date with what is known of it: 0 stands for a part that is not. */
  class Day {
    /** @param {number} year @param {number} month @param {number} day */
    constructor(year, month, day) {
      this.year = year;
      this.month = month;
      this.day = day;
    }

    /** As in a term: yyyy-mm-dd, yyyy-mm, --mm-dd. */
    get key() {
      if (!this.year) return `--${padded(this.month)}-${padded(this.day)}`;
      return `${padded(this.year, 4)}-${padded(this.month)}${this.day ? `-${padded(this.day)}` : ""}`;
    }

    /** The date and what follows from it: its month, and the day in any year. */
    get keys() {
      if (!(this.year && this.day)) return [this.key];
      return [this.key, new Day(this.year, this.month, 0).key, new Day(0, this.month, this.day).key];
    }

    /** In Chinese. */
    get shown() {
      return `${this.year ? `${this.year}年` : ""}${this.month}月${this.day ? `${this.day}日` : ""}`;
    }
  }

  /**
   * @param {string} text plain
   * @param {number} start
   * @returns {[number, Day | null]} the end and the date there; the start itself if nothing like one is there
   */
  function at(text, start) {
    const match = matchAt("date", text, start);
    if (!match) return [start, null];
    const end = start + match[0].length;
    const [year, month, day, loneMonth, loneDay, written, , third, fourth] = groups(match);
    if (written && /^[0-9]$/.test(text.slice(end, end + 1))) return [start, null];
    return [end, dayOf(year || written, month || loneMonth || third, day || loneDay || fourth)];
  }

  /** @param {string} year @param {string} month @param {string} day @returns {Day | null} */
  function dayOf(year, month, day) {
    const months = count(month);
    const days = day ? count(day) : 0;
    if (!(months >= 1 && months <= 12) || (day && !days) || days > tables.days[months - 1]) return null;
    return new Day(year ? count(year) : 0, months, days);
  }

  /** @param {string} text @returns {Day | null} the day or month that the whole text is; a year alone is none */
  function asked(text) {
    const own = bare(plain(text));
    let found = whole("day", own);
    if (found) {
      const [year, month, day] = [0, 1, 2].map(place => found?.[place] || found?.[place + 3] || found?.[place + 6] || "");
      return dayOf(year, month, day);
    }
    found = whole("month", own);
    if (found) return dayOf(found[0] || found[2], found[1] || found[3], "");
    found = whole("day_of_year", own);
    return found ? dayOf("", found[0], found[1]) : null;
  }

  /**
   * A year, half, quarter, month, day, or a range of two of them, which may lack either side.
   * @param {string} text
   * @returns {[number, number] | null} first and last day (yyyymmdd, 00 and 99 for what is open)
   */
  function span(text) {
    const own = bare(plain(text));
    const alone = one(own);
    if (alone) return alone;
    const found = whole("range", own);
    if (!found || !found.some(Boolean)) return null;
    const [first, last] = found;
    const before = one(first);
    const later = whole("later_month", last);
    const after = before && later ? one(`${Math.floor(before[0] / 10000)}年${last}`) : one(last);
    if ((first && !before) || (last && !after)) return null;
    const limits = [...(before ?? [0]), ...(after ?? [FOREVER])];
    return [Math.min(...limits), Math.max(...limits)];
  }

  /** @param {string} own @returns {[number, number] | null} */
  function one(own) {
    const day = asked(own);
    if (day && day.year) {
      const start = day.year * 10000 + day.month * 100;
      return day.day ? [start + day.day, start + day.day] : [start, start + 99];
    }
    let found = whole("year", own);
    if (found) {
      const year = found[0] ? count(found[0]) : 0;
      return [year * 10000, year * 10000 + 9999];
    }
    found = whole("part", own);
    if (!found) return null;
    const [first, last] = tables.parts[found[1].replace(/^第+/, "")];
    const year = found[0] ? count(found[0]) : 0;
    return [year * 10000 + first * 100, year * 10000 + last * 100 + 99];
  }

  return { at, asked, span };
}
searchReader.define("dates", searchDates);
