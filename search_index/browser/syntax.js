// The query language: what a reader types, taken apart into clauses. No text is an error.
/** @param {Use} use */
function searchSyntax(use) {
  "use strict";
  const { tables, strip } = use("patterns");
  const { compare, size, slice } = use("order");

  const LONGEST = 400;
  const MOST_CLAUSES = 16;
  /** Fields beside the facets: their keys, and what readers call them. @type {Object<string, string[]>} */
  const FIELDS = { title: ["标题", "题目"], number: ["文号", "发文字号"], date: ["日期", "成文日期"] };
  const SAYS_SOMETHING = /[\p{L}\p{N}%‰]/u;

  const [from, to] = tables.plain.map((/** @type {string} */ chars) => Array.from(chars));
  const BLANKS = ` ${from.filter((/** @type {string} */ _, /** @type {number} */ place) => to[place] === " ").join("")}`;
  const MINUSES = "\\-－﹣−";
  const AFTER_BLANK = `(?<![^${BLANKS}])`;
  const BEFORE_BLANK = `(?=[${BLANKS}]|$)`;
  /** @param {string} words */
  const word = words => `${AFTER_BLANK}(?:${words})${BEFORE_BLANK}`;

  /** What stands out, in the order in which it is looked for. @type {[string, string][]} */
  const SIGNS = [
    ["blank", `[${BLANKS}]+`],
    ["quote", '["“”＂]([^"“”＂]*)["“”＂]|「([^」]*)」|『([^』]*)』'],
    // Two of them are a dash: ——坚持人民至上.
    ["minus", `[${MINUSES}](?![${MINUSES}${BLANKS}]|$)`],
    ["or", "[|｜]+"],
    ["or", word("OR|ＯＲ|或者|或")],
    ["and", word("AND|ＡＮＤ|并且|且")],
    ["not", word("NOT|ＮＯＴ")],
  ];
  const OPERATORS = ["or", "and", "not"];

  /** @typedef {{text: string, quoted: boolean, field: string, excluded: boolean}} Clause */
  /** @typedef {{raw: string, groups: Clause[][], whole: Clause | null, limit: number}} Query limit: characters looked at, if there were more */
  /** @typedef {{sign: string, start: number, end: number, text: string}} Node */

  /** @param {string} text @param {boolean} [quoted] @param {string} [field] @param {boolean} [excluded] @returns {Clause} */
  function clause(text, quoted = false, field = "", excluded = false) {
    return { text, quoted, field, excluded };
  }

  /**
   * @param {string} text
   * @param {any[]} facets their labels and aliases are names of fields
   * @param {number} [limit] characters that are looked at
   * @returns {Query}
   */
  function parse(text, facets, limit = LONGEST) {
    const typed = strip(text);
    const raw = strip(slice(typed, 0, limit));
    return { ...parsed(raw, facets), limit: size(typed) > limit ? limit : 0 };
  }

  /** @param {string} raw @param {any[]} facets */
  function parsed(raw, facets) {
    if (!raw) return { raw, groups: [], whole: null };
    const parts = partsOf(raw, namesOf(facets));
    const groups = groupsOf(parts);
    const clauses = groups.flat();
    const asIs = { raw, groups: [[clause(raw)]], whole: null };
    if (!clauses.length || clauses.length > MOST_CLAUSES) return asIs;
    // Nobody excludes a figure from nothing: -22.73% is a negative one.
    if (clauses.length === 1 && clauses[0].excluded && /^\p{Nd}/u.test(clauses[0].text)) return asIs;
    const plain = clauses.every(one => !one.quoted && !one.field && !one.excluded);
    const several = clauses.length > 1 && !parts.some(part => "sign" in part);
    return { raw, groups, whole: plain && several ? clause(raw) : null };
  }

  /** @param {any[]} facets @returns {Map<string, string>} */
  function namesOf(facets) {
    const names = new Map();
    for (const { key, label, aliases } of facets) for (const name of [label, ...aliases]) names.set(name, key);
    for (const [key, own] of Object.entries(FIELDS)) for (const name of own) names.set(name, key);
    return names;
  }

  /** @param {string} raw @param {Iterable<string>} names @returns {Node[]} */
  function nodesOf(raw, names) {
    const written = [...names].sort((one, other) => size(other) - size(one) || compare(one, other));
    const name = written.map(one => one.replace(/[\\^$.*+?()[\]{}|\-/]/g, "\\$&")).join("|");
    const field = `(?<![^${BLANKS}|｜${MINUSES}])(${name})[:：][${BLANKS}]*`;
    const signs = [...SIGNS, ["field", field]].map(([sign, source]) => ({ sign, expression: new RegExp(source, "y") }));
    /** @type {Node[]} */
    const nodes = [];
    let past = 0;
    for (let place = 0; place < raw.length;) {
      const found = first(signs, raw, place);
      if (!found) {
        place += 1;
        continue;
      }
      if (past < place) nodes.push({ sign: "word", start: past, end: place, text: "" });
      nodes.push(found);
      past = place = found.end;
    }
    if (past < raw.length) nodes.push({ sign: "word", start: past, end: raw.length, text: "" });
    return nodes;
  }

  /** @param {{sign: string, expression: RegExp}[]} signs @param {string} raw @param {number} place @returns {Node | null} */
  function first(signs, raw, place) {
    for (const { sign, expression } of signs) {
      expression.lastIndex = place;
      const match = expression.exec(raw);
      if (!match) continue;
      const text = match.slice(1).find(group => group !== undefined) ?? "";
      return { sign, start: place, end: place + match[0].length, text };
    }
    return null;
  }

  /** @param {string} raw @param {Map<string, string>} names @returns {(Clause | Node)[]} clauses and operators in order */
  function partsOf(raw, names) {
    /** @type {(Clause | Node)[]} */
    const parts = [];
    /** @type {Node[]} */
    let waiting = [];
    for (const node of [...nodesOf(raw, names.keys()), null]) {
      const operator = node !== null && OPERATORS.includes(node.sign);
      if (node && node.sign !== "blank" && !operator) {
        waiting.push(node);
        continue;
      }
      if (waiting.length) parts.push(clauseOf(raw, waiting, names));
      waiting = [];
      if (node && operator) parts.push(node);
    }
    return parts;
  }

  /** @param {string} raw @param {Node[]} nodes that stand together @param {Map<string, string>} names @returns {Clause} */
  function clauseOf(raw, nodes, names) {
    const rest = [...nodes];
    const end = nodes[nodes.length - 1].end;
    const excluded = rest[0].sign === "minus";
    if (excluded) rest.shift();
    const field = rest[0]?.sign === "field" ? names.get(/** @type {Node} */ (rest.shift()).text) ?? "" : "";
    if (rest.length === 1 && rest[0].sign === "quote") return clause(rest[0].text, true, field, excluded);
    if (!rest.length) return clause(raw.slice(nodes[0].start, end));
    return clause(raw.slice(rest[0].start, end), false, field, excluded);
  }

  /** @param {(Clause | Node)[]} parts @returns {Clause[][]} without operators that lack a neighbour and clauses that say nothing */
  function groupsOf(parts) {
    /** @type {Clause[][]} */
    const groups = [];
    let before = "";
    for (const part of parts) {
      if ("sign" in part) {
        before = part.sign;
        continue;
      }
      if (!SAYS_SOMETHING.test(part.text)) continue;
      const own = before === "not" ? { ...part, excluded: true } : part;
      const last = groups[groups.length - 1];
      if (before === "or" && last && !own.excluded && !last[0].excluded) last.push(own);
      else groups.push([own]);
      before = "";
    }
    return groups;
  }

  /** @param {Query} query @param {any[]} facets @returns {string[]} its groups in Chinese */
  function describe(query, facets) {
    return query.groups.map(group => group.map(one => shown(one, facets)).join(" 或 "));
  }

  /** @param {Clause} one @param {any[]} facets @returns {string} in Chinese */
  function shown(one, facets) {
    const labels = new Map(facets.map(({ key, label }) => [key, label]));
    for (const [key, own] of Object.entries(FIELDS)) labels.set(key, own[0]);
    const text = one.quoted || one.excluded ? `“${one.text}”` : one.text;
    const field = one.field ? `${labels.get(one.field)}：` : "";
    return one.excluded ? `不含 ${field}${text}` : `${field}${text}`;
  }

  return { clause, parse, describe, shown };
}
searchReader.define("syntax", searchSyntax);
