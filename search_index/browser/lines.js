// Lines in one string, looked for by what they begin with or hold.
/** @param {Use} use */
function searchLines(use) {
  "use strict";

  /** Lines looked at in one way of matching. */
  const PATIENCE = 2000;

  class Lines {
    /** @param {string} text */
    constructor(text) {
      this.text = `\n${text}\n`;
      /** @type {number[]} */
      this.starts = [];
      for (let at = 0; at >= 0; at = this.text.indexOf("\n", at + 1)) this.starts.push(at);
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

    /** @param {string} piece @returns {Generator<number>} the lines that begin with it, in order */
    starting(piece) {
      return this.holding(`\n${piece}`);
    }

    /** @param {string} piece @returns {Generator<number>} the lines that hold it, in order */
    *holding(piece) {
      let place = this.text.indexOf(piece);
      for (let turn = 0; turn < PATIENCE && place >= 0; turn += 1) {
        const line = this.lineOf(place);
        yield line;
        place = this.text.indexOf(piece, this.starts[line + 1]);
      }
    }
  }

  return { Lines };
}
searchReader.define("lines", searchLines);
