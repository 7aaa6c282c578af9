// SHA-256 (FIPS 180-4), for browsers that keep their own from pages opened from a disk.
"use strict";

const sha256 = (() => {
  /** The first 32 bits of the fractional parts of roots of primes. */
  function fractions(count, root) {
    const found = [];
    for (let number = 2; found.length < count; number += 1) {
      let prime = true;
      for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) prime = false;
      if (prime) found.push((root(number) % 1) * 2 ** 32 | 0);
    }
    return found;
  }

  const CONSTANTS = fractions(64, Math.cbrt);
  const START = fractions(8, Math.sqrt);
  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  /** @param {Uint8Array} data @returns {Uint8Array} with a one, zeros and the length in bits */
  function padded(data) {
    const out = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
    out.set(data);
    out[data.length] = 128;
    const view = new DataView(out.buffer);
    view.setUint32(out.length - 8, Math.floor(data.length / 2 ** 29));
    view.setUint32(out.length - 4, (data.length * 8) % 2 ** 32);
    return out;
  }

  /** @param {Uint8Array} data @returns {string} the digest in hexadecimal digits */
  function digest(data) {
    const bytes = padded(data);
    const view = new DataView(bytes.buffer);
    const state = [...START];
    const words = new Int32Array(64);
    for (let block = 0; block < bytes.length; block += 64) {
      for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(block + at * 4);
      for (let at = 16; at < 64; at += 1) {
        const early = words[at - 15];
        const late = words[at - 2];
        const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
        const two = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
        words[at] = words[at - 16] + one + words[at - 7] + two;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < 64; at += 1) {
        const choice = (e & f) ^ (~e & g);
        const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + CONSTANTS[at] + words[at]) | 0;
        const majority = (a & b) ^ (a & c) ^ (b & c);
        const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = (state[at] + word) | 0));
    }
    return state.map(word => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  return digest;
})();
