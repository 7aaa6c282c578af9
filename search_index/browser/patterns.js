// The tables and patterns of all readings; Python compiles the same ones.
/** @param {Use} use */
function searchPatterns(use) {
  "use strict";
  const tables = use("tables").readings;
  const { compare } = use("order");

  /** What Python takes for a blank. */
  const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  const [from, to] = tables.plain.map((/** @type {string} */ chars) => Array.from(chars));
  const forms = new Map(from.map((/** @type {string} */ char, /** @type {number} */ place) => [char, to[place]]));

  // Longest first: an alternation takes the first that fits.
  const units = [...tables.units].sort((one, other) => other.length - one.length || compare(one, other));
  /** @type {Object<string, string>} */
  const macros = { ...tables.macros, UNIT: units.join("|") };

  /** @param {string} pattern @returns {string} */
  function writtenOut(pattern) {
    const next = pattern.replace(/<([A-Z]+)>/g, (_, name) => macros[name]);
    return next === pattern ? pattern : writtenOut(next);
  }

  /** @type {Object<string, string>} */
  const sources = {};
  for (const [name, pattern] of Object.entries(tables.patterns)) sources[name] = writtenOut(String(pattern));
  /** @type {Map<string, RegExp>} */
  const compiled = new Map();

  /**
   * @param {string} name of a pattern
   * @param {"g" | "y" | "whole" | ""} [way] everywhere, at a place, the whole text, the first
   * @returns {RegExp}
   */
  function pattern(name, way = "") {
    const key = `${way} ${name}`;
    let found = compiled.get(key);
    if (!found) {
      found = way === "whole" ? new RegExp(`^(?:${sources[name]})$`) : new RegExp(sources[name], way);
      compiled.set(key, found);
    }
    found.lastIndex = 0;
    return found;
  }

  /**
   * @param {string} name of a pattern
   * @param {string} text
   * @param {number} start
   * @returns {RegExpExecArray | null} the match that begins there
   */
  function matchAt(name, text, start) {
    const one = pattern(name, "y");
    one.lastIndex = start;
    return one.exec(text);
  }

  /** @param {string} text @returns {string} with half-width digits, one sort of bracket, dash and blank; as long as before */
  function plain(text) {
    let out = "";
    for (const char of text) out += forms.get(char) ?? char;
    return out;
  }

  /** @param {string} name @param {string} text @returns {string[] | null} the groups, "" for absent ones, if it is the whole text */
  function whole(name, text) {
    const match = pattern(name, "whole").exec(text);
    return match && groups(match);
  }

  /** @param {RegExpMatchArray} match @returns {string[]} */
  function groups(match) {
    return match.slice(1).map(group => group ?? "");
  }

  /** @param {string} text a small number in digits or in Chinese numerals below 1000 @returns {number} */
  function count(text) {
    const bare = Array.from(text.replaceAll(" ", ""), char => {
      const digit = char === "O" || char === "o" ? 0 : tables.digits.indexOf(char);
      return digit < 0 ? char : String(digit);
    });
    if (!bare.some(char => "十百廿卅".includes(char))) return Number(bare.join(""));
    let total = 0;
    let digit = 0;
    for (const char of bare) {
      if (char in tables.small_places) {
        total += (digit || 1) * tables.small_places[char];
        digit = 0;
      } else digit = Number(char);
    }
    return total + digit;
  }

  const OUTER = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");

  /** @param {string} text @returns {string} without outer blanks, as Python has them */
  const strip = text => text.replace(OUTER, "");
  /** @param {string} text @returns {string} without outer blanks of the plain sort */
  const bare = text => text.replace(/^ +| +$/g, "");
  /** @param {number} number @param {number} [width] */
  const padded = (number, width = 2) => String(number).padStart(width, "0");

  return { tables, BLANKS, pattern, matchAt, plain, whole, groups, count, strip, bare, padded };
}
searchReader.define("patterns", searchPatterns);
