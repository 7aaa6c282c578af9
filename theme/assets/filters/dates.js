// Dates and periods as readers type them: 2023, 2023-03, 2023年3月13日, 2023年1月至3月.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * A period. A day is a number like 20230313; 00 and 99 stand for the first and the last of all.
   * @typedef {{from: number, to: number, value: string, shown: string}} Period
   */

  const BETWEEN = /至|到|\.\.+|[—–~]+|--+|-(?=(?:19|20)\d{2}(?!\d)|(?:19|20)\d{6}(?!\d))/;
  const OPEN_END = /(?:起|以来)$/;
  const OPEN_START = /止$/;
  const FULL = /^((?:19|20)\d{2})(?:[-./年]([01]?\d)(?:[-./月]([0-3]?\d)日?|月)?|年)?$/;
  const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
  const MONTH = /^(\d{1,2})月(?:(\d{1,2})日?)?$/;
  const DAY = /^(\d{1,2})日$/;

  /** A date that cannot be used; the message is for the reader. */
  class DateFault extends Error {}

  /**
   * @param {string} typed
   * @returns {Period | null} null if nothing was typed
   * @throws {DateFault}
   */
  function parse(typed) {
    const text = typed.normalize("NFKC").replace(/[−‐‑]/g, "-").replace(/\s+/g, "");
    if (!text) return null;
    const parts = text.split(BETWEEN);
    if (parts.length > 2) throw unreadable(typed);
    if (parts.length === 1) {
      if (OPEN_END.test(text)) return period(date(text.replace(OPEN_END, ""), typed), null);
      if (OPEN_START.test(text)) return period(null, date(text.replace(OPEN_START, ""), typed));
      const only = date(text, typed);
      return period(only, only);
    }
    const start = parts[0] ? date(parts[0].replace(OPEN_END, ""), typed) : null;
    const end = parts[1] ? date(parts[1].replace(OPEN_START, ""), typed, start) : null;
    if (!start && !end) throw unreadable(typed);
    return period(start, end);
  }

  /**
   * Year, month, day as far as given; a short end takes what it lacks from the start.
   * @param {string} text
   * @param {string} typed
   * @param {number[] | null} [start]
   * @returns {number[]}
   */
  function date(text, typed, start = null) {
    const whole = FULL.exec(text) ?? COMPACT.exec(text);
    const month = whole || !start ? null : MONTH.exec(text);
    const day = whole || !start || start.length < 2 ? null : DAY.exec(text);
    const found = whole?.slice(1) ?? (month ? [start[0], month[1], month[2]] : day && [start[0], start[1], day[1]]);
    if (!found) throw unreadable(typed);
    const numbers = found.filter(part => part !== undefined).map(Number);
    const [y, m = 1, d = 1] = numbers;
    const real = new Date(Date.UTC(y, m - 1, d));
    if (real.getUTCMonth() !== m - 1 || real.getUTCDate() !== d) {
      throw new DateFault(`“${text}”不是存在的日期。`);
    }
    return numbers;
  }

  /** @returns {Period} */
  function period(start, end) {
    const from = start ? bound(start, 0) : 0;
    const to = end ? bound(end, 99) : 99999999;
    if (from > to) throw new DateFault("起始日期晚于截止日期。");
    const [first, last] = [start, end].map(one => (one ? written(one) : ""));
    if (first === last) return { from, to, value: first, shown: first };
    const shown = first && last ? `${first} 至 ${last}` : first ? `${first} 起` : `至 ${last}`;
    return { from, to, value: `${first}..${last}`, shown };
  }

  function bound([year, month, day], rest) {
    return year * 10000 + (month ?? rest) * 100 + (day ?? rest);
  }

  function written([year, ...rest]) {
    return [year, ...rest.map(part => String(part).padStart(2, "0"))].join("-");
  }

  function unreadable(typed) {
    return new DateFault(
      `看不懂“${typed.trim()}”。请写成 2023、2023-03 或 2023年3月13日，起止之间用“至”连接，如 2023-01 至 2023-03。`,
    );
  }

  /**
   * The first and the last day that a record's date can mean; nothing lies within 0 and -1.
   * @param {string} day 2023, 2023-03, 2023-03-13 or empty
   * @returns {[number, number]}
   */
  function span(day) {
    if (!day) return [0, -1];
    const numbers = day.split("-").map(Number);
    return [bound(numbers, 0), bound(numbers, 99)];
  }

  listing.dates = { DateFault, parse, span };
})();
