// The orders of a list other than that of its rows: each from what the rows say.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** Signs that say nothing about where a title stands among others. */
  const QUIET = /[《》〈〉“”‘’（）() \u3000]/g;
  /** Forms of document numbers, with what their series is called: these stand in canonical writing. */
  const FORMS = [
    [/^(.+)〔(\d+)〕(\d+)号$/, ""],
    [/^(.*)公告(\d+)年第(\d+)号$/, "公告 "],
    [/^(.*)令()第(\d+)号$/, "令 "],
  ];
  /** Stands behind every key of `gb`. */
  const LAST = "\uffff";

  /** The rows by a key, equal ones in the order of the rows. */
  function by(size, key) {
    const keys = Array.from({ length: size }, (_, row) => key(row));
    const rows = Array.from(keys.keys());
    return rows.sort((one, other) => (keys[one] < keys[other] ? -1 : keys[one] > keys[other] ? 1 : 0));
  }

  /** The undated stay last. */
  function oldest({ columns, size }) {
    const undated = columns.day.indexOf("");
    const dated = undated < 0 ? size : undated;
    return Array.from({ length: size }, (_, place) => (place < dated ? dated - 1 - place : place));
  }

  /** By series, year and serial; what has no number is last. */
  function number({ columns, size }) {
    return by(size, row => {
      for (const [form, sort] of FORMS) {
        const found = form.exec(columns.number[row]);
        if (found) return `${listing.gb.key(sort + found[1])}\0${found[2].padStart(4, "0")}${found[3].padStart(9, "0")}`;
      }
      return LAST;
    });
  }

  function title({ columns, size }) {
    return by(size, row => listing.gb.key(columns.title[row].replace(QUIET, "")));
  }

  /** What is not known is last. */
  function deaths({ columns, size }) {
    return by(size, row => -Number(columns.deaths[row] || -1));
  }

  listing.orders = { oldest, number, title, deaths };
})();
