// Records as results show them, and their folded texts.
/** @param {Use} use */
function searchRecords(use) {
  "use strict";

  /**
   * @typedef {object} ShownRecord
   * @property {string} id
   * @property {string} url
   * @property {string} title
   * @property {string} meta
   * @property {string} status
   * @property {string} date
   * @property {boolean} repealed
   * @property {string[]} numbers
   * @property {string[]} numberNames of the bodies that issued it
   * @property {Object<string, string[]>} facets
   * @property {{anchor: string, label: string, text: string}[]} passages
   * @property {string[]} texts the title, then the passages
   * @property {{text: string, offsets: number[]}} folded
   */

  /** @type {WeakMap<any[], ShownRecord>} */
  const known = new WeakMap();

  /** @param {any} segment @param {number} doc @returns {ShownRecord | undefined} undefined while not there */
  function record(segment, doc) {
    const row = segment.record(doc);
    if (!row) return undefined;
    let made = known.get(row);
    if (!made) {
      made = unpack(row, segment);
      if (segment.fold.lacking) return undefined;
      known.set(row, made);
    }
    return made;
  }

  /** @param {any[]} row @param {any} segment @returns {ShownRecord} */
  function unpack(row, segment) {
    const [id, url, title, meta, status, date, repealed, numbers, numberNames, facets, parts] = row;
    const passages = [];
    for (let at = 0; at < parts.length; at += 3) {
      passages.push({ anchor: parts[at], label: parts[at + 1], text: parts[at + 2] });
    }
    const texts = [title, ...passages.map(passage => passage.text)];
    // A line break folds to nothing and keeps a dot at a joint from being read as a decimal point.
    const folded = segment.fold.folded(texts.join("\n"));
    return { id, url, title, meta, status, date, repealed: repealed === 1, numbers, numberNames, facets, passages, texts, folded };
  }

  /** @param {any} segment @param {number} doc @returns {string | undefined} */
  function foldedText(segment, doc) {
    return record(segment, doc)?.folded.text;
  }

  return { record, foldedText };
}
searchReader.define("records", searchRecords);
