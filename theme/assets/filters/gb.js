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
    let found = "";
    for (const char of text) {
      const point = char.codePointAt(0);
      if (point > 0xffff) {
        found += String.fromCharCode(...four(SUPPLEMENTARY + point - 0x10000));
      } else {
        if (!head[point] && !tail) read(quadruples(), 4);
        found += tail?.[point] ? String.fromCharCode(head[point], tail[point]) : String.fromCharCode(head[point]);
      }
    }
    return found;
  }

  /**
   * The browser knows how to read GB 18030, and not how to write it: all is read once, and turned round.
   * @param {Uint8Array} codes of one length, each with a line end behind it
   * @param {number} length
   */
  function read(codes, length) {
    if (length === 4) tail = new Uint16Array(0x10000);
    else head = Uint16Array.from({ length: 0x10000 }, (_, point) => (point < 0x80 ? point << 8 : 0));
    new TextDecoder("gb18030").decode(codes).split("\n").forEach((char, index) => {
      const point = char.charCodeAt(0);
      if (char.length !== 1 || char === "\ufffd" || head[point]) return;
      const start = index * (length + 1);
      head[point] = (codes[start] << 8) | codes[start + 1];
      if (length === 4) tail[point] = (codes[start + 2] << 8) | codes[start + 3];
    });
  }

  function pairs() {
    const bytes = [];
    for (let first = FIRST; first < 0xff; first += 1) {
      for (let second = 0x40; second < 0xff; second += 1) bytes.push(first, second, 0x0a);
    }
    return Uint8Array.from(bytes);
  }

  /** The codes of four bytes below U+10000. */
  function quadruples() {
    const bytes = [];
    for (let place = 0; place < 4 * 12_600; place += 1) {
      const [first, second] = four(place);
      bytes.push(first >> 8, first & 0xff, second >> 8, second & 0xff, 0x0a);
    }
    return Uint8Array.from(bytes);
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
