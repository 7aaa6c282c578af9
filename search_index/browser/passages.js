// The passages that show why a record was found, and the marks in them, counted in characters.
/** @param {Use} use */
function searchPassages(use) {
  "use strict";
  const { scan } = use("readings");
  const { size } = use("order");

  const MOST = 3;
  const LONGEST = 120;
  /** A passage little longer than the limit is shown whole. */
  const SLACK = 40;
  const LEAD = 30;
  const SENTENCE_END = "。！？；\n";

  /** @typedef {[start: number, end: number]} Span */
  /** @typedef {{text: string, weight: number}} Needle a folded text whose places are marked */
  /** @typedef {{whole: Needle[], pieces: Needle[]}} SoughtClause the pieces are marked where no passage holds the whole */
  /** @typedef {{clauses: SoughtClause[], keys: Set<string>, keyWeight: number}} Sought */

  class Marker {
    /** @param {any} shown record @param {Sought} sought @param {(text: string) => string} fold */
    constructor(shown, sought, fold) {
      this.passagesOf = shown.passages;
      /** @type {string[]} */
      this.texts = shown.texts;
      this.sought = sought;
      this.folded = shown.folded.text;
      /** @type {number[]} */
      this.offsets = shown.folded.offsets;
      /** @type {number[]} */
      this.rawStarts = [];
      let start = 0;
      for (const text of this.texts) {
        this.rawStarts.push(start);
        start += size(text) + 1;
      }
      this.bounds = [...this.rawStarts, start].map(raw => firstFrom(this.offsets, raw));
      this.pieces = this.texts.map((_, number) => this.folded.slice(this.bounds[number], this.bounds[number + 1]));
      this.readings = this.texts.map(text => (sought.keys.size ? this.read(text, fold) : []));
      this.needles = this.needlesOf();
      this.crossing = this.crossingOf();
    }

    /** @param {string} text @param {(text: string) => string} fold @returns {Span[]} */
    read(text, fold) {
      return scan(text, fold)
        .filter(({ keys }) => keys.some(key => this.sought.keys.has(key)))
        .map(({ start, end }) => [size(text.slice(0, start)), size(text.slice(0, end))]);
    }

    /** @returns {Needle[]} each once */
    needlesOf() {
      const body = this.folded.slice(this.bounds[1]);
      /** @type {Map<string, Needle>} */
      const needles = new Map();
      for (const { whole, pieces } of this.sought.clauses) {
        const held = whole.some(({ text }) => body.includes(text));
        for (const needle of [...whole, ...(held ? [] : pieces)]) if (needle.text) needles.set(needle.text, needle);
      }
      return [...needles.values()];
    }

    /** @returns {{start: number, end: number, weight: number}[]} folded places of needles that only stand across joints */
    crossingOf() {
      return this.needles
        .filter(({ text }) => size(text) > 1 && !this.pieces.some(piece => piece.includes(text)))
        .flatMap(({ text, weight }) => occurrences(this.folded, text).map(at => ({ start: at, end: at + text.length, weight })));
    }

    /** @param {number} number of a text @returns {number} how much of what is sought it holds: each needle once, by its weight */
    value(number) {
      const piece = this.pieces[number];
      let value = this.readings[number].length ? this.sought.keyWeight : 0;
      for (const { text, weight } of this.needles) if (piece.includes(text)) value += weight;
      for (const { start, end, weight } of this.crossing) {
        if (start < this.bounds[number + 1] && end > this.bounds[number]) value += weight;
      }
      return value;
    }

    /** @param {number} number of a text; the title is number 0 @returns {Span[]} */
    marks(number) {
      const [first, last] = [this.bounds[number], this.bounds[number + 1]];
      /** @type {Span[]} */
      const spans = [];
      for (const { text } of this.needles) {
        for (const at of occurrences(this.pieces[number], text)) spans.push([first + at, first + at + text.length]);
      }
      for (const { start, end } of this.crossing) spans.push([Math.max(start, first), Math.min(end, last)]);
      const begin = this.rawStarts[number];
      /** @type {Span[]} */
      const raw = spans
        .filter(([start, end]) => start < end)
        .map(([start, end]) => [this.offsets[start] - begin, this.offsets[end - 1] + 1 - begin]);
      return merged([...raw, ...this.readings[number]]);
    }

    /** The best passages, best first; without any mark the first passage that has text. */
    passages() {
      const values = this.texts.map((_, number) => this.value(number));
      let numbers = values.map((_, number) => number).filter(number => number > 0 && values[number]);
      numbers.sort((one, other) => values[other] - values[one] || one - other);
      if (!numbers.length) numbers = values.map((_, number) => number).filter(number => number > 0 && this.pieces[number]).slice(0, 1);
      return numbers.slice(0, MOST).map(number => {
        const { anchor, label, text } = this.passagesOf[number - 1];
        return { anchor, label, ...cut(text, this.marks(number)) };
      });
    }
  }

  /** @param {number[]} ascending @param {number} least @returns {number} the place of the first number that is not less */
  function firstFrom(ascending, least) {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} text @param {string} needle @returns {number[]} every place, overlapping ones too */
  function occurrences(text, needle) {
    const places = [];
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) places.push(at);
    return places;
  }

  /** @param {Span[]} spans @returns {Span[]} in ascending order, those that overlap or touch as one */
  function merged(spans) {
    /** @type {Span[]} */
    const result = [];
    for (const [start, end] of spans.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
      const last = result[result.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else result.push([start, end]);
    }
    return result;
  }

  /** @param {string} text @param {Span[]} marks @returns {{text: string, marks: Span[], more_before: boolean, more_after: boolean}} a long passage cut to the stretch with most marks */
  function cut(text, marks) {
    const chars = Array.from(text);
    if (chars.length <= LONGEST + SLACK) return { text, marks, more_before: false, more_after: false };
    const start = startOf(chars, marks);
    let end = Math.min(start + LONGEST, chars.length);
    if (chars.length - end <= LEAD) end = chars.length;
    const limit = end;
    for (const [first, last] of marks) if (first < limit && first >= start) end = Math.max(end, last);
    return {
      text: chars.slice(start, end).join(""),
      marks: marks.filter(([first, last]) => first >= start && last <= end).map(([first, last]) => [first - start, last - start]),
      more_before: start > 0,
      more_after: end < chars.length,
    };
  }

  /** @param {string[]} chars @param {Span[]} marks */
  function startOf(chars, marks) {
    if (!marks.length) return 0;
    // Of all marks the one whose stretch holds most marked characters; the first of equals.
    let best = 0;
    let most = -1;
    marks.forEach(([begin], at) => {
      let sum = 0;
      for (const [first, last] of marks.slice(at)) if (last <= begin + LONGEST - LEAD) sum += last - first;
      if (sum > most) [best, most] = [at, sum];
    });
    const mark = marks[best][0];
    if (mark <= LEAD) return 0;
    const sentence = chars.slice(mark - LEAD, mark).findIndex(char => SENTENCE_END.includes(char));
    const start = mark - LEAD + (sentence < 0 ? 0 : sentence + 1);
    const across = marks.find(([first, last]) => first < start && start < last);
    return across ? across[1] : start;
  }

  return { Marker };
}
searchReader.define("passages", searchPassages);
