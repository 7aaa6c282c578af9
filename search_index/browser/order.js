// Orders and characters as Python has them: by code points, not by units of UTF-16.
/** @param {Use} use */
function searchOrder(use) {
  "use strict";

  /** A unit of a surrogate pair stands for a code point beyond all single units. @param {number} unit */
  const rank = unit => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x2000 : unit);

  /**
   * @param {string} one
   * @param {string} other
   * @returns {number} negative, zero or positive
   */
  function compare(one, other) {
    if (one === other) return 0;
    const size = Math.min(one.length, other.length);
    for (let place = 0; place < size; place += 1) {
      const left = one.charCodeAt(place);
      const right = other.charCodeAt(place);
      if (left !== right) return rank(left) - rank(right);
    }
    return one.length - other.length;
  }

  /**
   * @param {string[]} keys sorted
   * @param {string} key
   * @returns {number} how many of them are not after it
   */
  function upTo(keys, key) {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(keys[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const PAIRS = /[\ud800-\udfff]/;

  /**
   * @param {string} text
   * @returns {number} its characters
   */
  function size(text) {
    return PAIRS.test(text) ? Array.from(text).length : text.length;
  }

  /**
   * @param {string} text
   * @param {number} start in characters
   * @param {number} [end]
   * @returns {string}
   */
  function slice(text, start, end) {
    return PAIRS.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
  }

  /**
   * @template Value
   * @param {Iterable<Value>} values
   * @returns {Value[]} each once, in the order of their first place
   */
  function distinct(values) {
    return [...new Set(values)];
  }

  return { compare, upTo, size, slice, distinct };
}
searchReader.define("order", searchOrder);
