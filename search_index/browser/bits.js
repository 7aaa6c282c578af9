// Numbers out of bits: each a run of zeros, a one, and some low bits; the most significant bit first.
/** @param {Use} use */
function searchBits(use) {
  "use strict";

  class Bits {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.place = 0;
    }

    /** The next 25 bits or more, at the upper end of 32. */
    ahead() {
      const { bytes, place } = this;
      const at = place >> 3;
      return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) << (place & 7);
    }

    /** @returns {number} the zeros before the next one, which is passed too */
    zeros() {
      for (let count = 0; ; count += 25, this.place += 25) {
        const next = Math.clz32(this.ahead());
        if (next < 25) {
          this.place += next + 1;
          return count + next;
        }
        if (this.place >> 3 >= this.bytes.length) throw new RangeError("the bits have ended");
      }
    }

    /**
     * @param {number} width at most 25
     * @returns {number}
     */
    low(width) {
      if (width === 0) return 0;
      const value = this.ahead() >>> (32 - width);
      this.place += width;
      return value;
    }

    /** @returns {number} from 1 on */
    gamma() {
      const width = this.zeros();
      return 2 ** width + this.low(width);
    }

    /**
     * @param {number} width of the low bits
     * @returns {number} from 0 on
     */
    rice(width) {
      return this.zeros() * 2 ** width + this.low(width);
    }
  }

  /** Numbers of seven bits a byte, and pieces of bytes, one after the other. */
  class Pieces {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.place = 0;
    }

    /** @returns {number} */
    number() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = this.bytes[this.place];
        this.place += 1;
        value += (byte & 127) * scale;
        if (!(byte & 128)) return value;
      }
    }

    /**
     * @param {number} [size] all that is left when not given
     * @returns {Uint8Array}
     */
    piece(size = this.bytes.length - this.place) {
      this.place += size;
      return this.bytes.subarray(this.place - size, this.place);
    }
  }

  /**
   * @param {number} number
   * @returns {number} the exponent of the greatest power of two in it; 0 for 0
   */
  function power(number) {
    return number < 1 ? 0 : 31 - Math.clz32(number);
  }

  return { Bits, Pieces, power };
}
searchReader.define("bits", searchBits);
