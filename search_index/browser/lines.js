// Lines in one string: looking for what they begin with or hold is looking in the string.
/** @param {Use} use */
function searchLines(use) {
  "use strict";

  class Lines {
    /** @param {string} text */
    constructor(text) {
      this.text = `\n${text}\n`;
      /** @type {number[]} */
      this.starts = [];
      for (let at = 0; at >= 0; at = this.text.indexOf("\n", at + 1)) this.starts.push(at);
    }

    /** @param {number} line @returns {string} */
    line(line) {
      return this.text.slice(this.starts[line] + 1, this.starts[line + 1]);
    }

    /** @param {number} place @returns {number} the line it is in */
    lineOf(place) {
      let low = 0;
      let high = this.starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= place) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    /** @param {string} piece @returns {Generator<[number]>} the lines that begin with it, in order */
    starting(piece) {
      return this.holding(`\n${piece}`);
    }

    /** @param {string} text @returns {Generator<[number]>} the lines that are a text, in order */
    equal(text) {
      return this.holding(`\n${text}\n`);
    }

    /** @param {string} piece @returns {Generator<[number]>} the lines that hold it, in order */
    *holding(piece) {
      let place = this.text.indexOf(piece);
      while (place >= 0) {
        const line = this.lineOf(place);
        yield [line];
        place = this.text.indexOf(piece, this.starts[line + 1]);
      }
    }

    /** @param {string} piece @returns {Generator<[number, number]>} all its places, in order: the line, and the place in it */
    *places(piece) {
      let place = this.text.indexOf(piece);
      while (place >= 0) {
        const line = this.lineOf(place);
        yield [line, place - this.starts[line] - 1];
        place = this.text.indexOf(piece, place + 1);
      }
    }
  }

  return { Lines };
}
searchReader.define("lines", searchLines);
