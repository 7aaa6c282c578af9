// The order of GB 18030: that of pronunciation for the characters in common use.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** Position of U+10000 among the codes of four bytes, which number 10 × 126 × 10 for each first byte. */
  const SUPPLEMENTARY = 189_000;
  const [FIRST, SECOND, THIRD, FOURTH] = [0x81, 0x30, 0x81, 0x30];

  /** The first two bytes of each character's code; the last two of those of four bytes, which are rare. */
  let head = null;
  let tail = null;

  /**
   * Texts in the order of these keys stand in the order of their GB 18030 bytes: a character becomes
   * one unit, or two where its code has four bytes; none begins like another.
   * @param {string} text
   * @returns {string}
   */
  function key(text) {
    if (!head) read(pairs(), 2);
    const units = [];
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      if (!head[unit] && !tail) read(quadruples(), 4);
      const point = head[unit] ? unit : text.codePointAt(place);
      if (point > 0xffff) {
        units.push(...four(SUPPLEMENTARY + point - 0x10000));
        place += 1;
      } else {
        units.push(head[point]);
        if (tail?.[point]) units.push(tail[point]);
      }
    }
    return String.fromCharCode(...units);
  }

  /**
   * The browser knows how to read GB 18030, and not how to write it: all is read once, and turned round.
   * @param {Uint8Array} codes of one length, each with a line end behind it
   * @param {number} length
   */
  function read(codes, length) {
    if (length === 4) tail = new Uint16Array(0x10000);
    else head = Uint16Array.from({ length: 0x10000 }, (_, point) => (point < 0x80 ? point << 8 : 0));
    const text = new TextDecoder("gb18030").decode(codes);
    let start = 0;
    for (let place = 0; place < text.length; place += 1) {
      const point = text.charCodeAt(place);
      const end = text.indexOf("\n", place);
      if (end === place + 1 && point !== 0xfffd && !head[point]) {
        head[point] = (codes[start] << 8) | codes[start + 1];
        if (length === 4) tail[point] = (codes[start + 2] << 8) | codes[start + 3];
      }
      place = end;
      start += length + 1;
    }
  }

  function pairs() {
    const codes = new Uint8Array(126 * 191 * 3);
    let place = 0;
    for (let first = FIRST; first < 0xff; first += 1) {
      for (let second = 0x40; second < 0xff; second += 1) {
        codes[place] = first;
        codes[place + 1] = second;
        codes[place + 2] = 0x0a;
        place += 3;
      }
    }
    return codes;
  }

  /** The codes of four bytes below U+10000. */
  function quadruples() {
    const size = 4 * 12_600;
    const codes = new Uint8Array(size * 5);
    for (let place = 0; place < size; place += 1) {
      const [first, second] = four(place);
      codes.set([first >> 8, first & 0xff, second >> 8, second & 0xff, 0x0a], place * 5);
    }
    return codes;
  }

  /** @param {number} place among the codes of four bytes */
  function four(place) {
    const fourth = FOURTH + (place % 10);
    const third = THIRD + (Math.floor(place / 10) % 126);
    const second = SECOND + (Math.floor(place / 1260) % 10);
    const first = FIRST + Math.floor(place / 12_600);
    return [(first << 8) | second, (third << 8) | fourth];
  }

  listing.gb = { key };
})();
