// The index: its segments and what it knows of words.
/** @param {Use} use */
function searchIndex(use) {
  "use strict";
  const { bytes, json } = use("script_text");
  const { Shelf } = use("shelf");
  const { Segment } = use("segment");
  const { Fold } = use("fold");

  class Index {
    /**
     * @param {InstanceType<typeof Shelf>} shelf
     * @param {any} manifest
     * @param {any[]} segments
     * @param {any} words
     * @param {InstanceType<typeof Fold>} fold
     */
    constructor(shelf, manifest, segments, words, fold) {
      this.shelf = shelf;
      this.name = /** @type {string} */ (manifest.lexicon);
      /** Live records, and their folded characters together. */
      this.size = /** @type {number} */ (manifest.size);
      this.totalLength = /** @type {number} */ (manifest.length);
      this.segments = segments;
      this.lexicon = words;
      this.fold = fold;
    }

    /**
     * @param {(name: string, query?: string) => Promise<string>} load
     * @param {string} query to pass by a manifest that the browser kept
     * @returns {Promise<Index>}
     */
    static async open(load, query) {
      const manifest = await json(bytes(await load("manifest", query)));
      const shelf = new Shelf(name => load(name));
      const named = async (/** @type {string} */ name) => json(bytes(await load(name)));
      const [words, ...heads] = await Promise.all([
        named(`${manifest.lexicon}/words`),
        ...manifest.segments.map((/** @type {any} */ [name]) => named(`${name}/head`)),
      ]);
      const fold = new Fold(words.traditional, () => shelf.take(`${manifest.lexicon}/traditional`, json));
      const segments = heads.map((head, place) => {
        const [name, dead, unused] = manifest.segments[place];
        return new Segment(shelf, name, head, dead, unused, fold);
      });
      return new Index(shelf, manifest, segments, words, fold);
    }

    /**
     * @param {string} name of a part of the lexicon, in JSON
     * @returns {any} undefined while not there
     */
    part(name) {
      return this.shelf.take(`${this.name}/${name}`, json);
    }

    /**
     * @param {string} field
     * @param {string} term
     * @returns {number} live records of all segments that hold the term
     */
    df(field, term) {
      return this.segments.reduce((sum, segment) => sum + segment.df(field, term), 0);
    }
  }

  return { Index };
}
searchReader.define("index", searchIndex);
