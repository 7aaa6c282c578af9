// Parts that were loaded, decoded and kept, the least used given up first.
/** @param {Use} use */
function searchShelf(use) {
  "use strict";
  const { bytes } = use("script_text");

  /** Characters of payloads that are kept; what is made of them takes a few times as much. */
  const ROOM = 24_000_000;

  /** Thrown where work cannot go on without a part. */
  class Lacking extends Error {}

  /**
   * Work on the index is written as if every part were there. What is not is noted and loaded, many
   * parts at once, and the work is done again.
   */
  class Shelf {
    /**
     * @param {(name: string) => Promise<string>} load
     * @param {number} [room]
     */
    constructor(load, room = ROOM) {
      this.load = load;
      this.room = room;
      this.used = 0;
      /** @type {Map<string, {value: any, size: number}>} least used first */
      this.kept = new Map();
      /** @type {Map<string, Promise<void>>} */
      this.coming = new Map();
      /** @type {Map<string, (data: Uint8Array) => any>} */
      this.lacking = new Map();
    }

    /**
     * @template Value
     * @param {string} name of a part
     * @param {(data: Uint8Array) => Value | Promise<Value>} decode
     * @returns {Value | undefined} undefined while it is not there
     */
    take(name, decode) {
      const found = this.kept.get(name);
      if (!found) {
        this.lacking.set(name, decode);
        return undefined;
      }
      this.kept.delete(name);
      this.kept.set(name, found);
      return found.value;
    }

    /** Break off if anything was lacking so far. */
    stop() {
      if (this.lacking.size) throw new Lacking();
    }

    /**
     * @template Value
     * @param {() => Value} work may be done several times
     * @returns {Promise<Value>}
     */
    async settle(work) {
      for (;;) {
        this.lacking.clear();
        let done;
        try {
          done = { value: work() };
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
        }
        if (done && this.lacking.size === 0) return done.value;
        const wanted = [...this.lacking];
        await Promise.all(wanted.map(([name, decode]) => this.fetch(name, decode)));
      }
    }

    /**
     * @param {string} name
     * @param {(data: Uint8Array) => any} decode
     */
    fetch(name, decode) {
      let coming = this.kept.has(name) ? Promise.resolve() : this.coming.get(name);
      if (!coming) {
        coming = this.bring(name, decode).finally(() => this.coming.delete(name));
        this.coming.set(name, coming);
      }
      return coming;
    }

    /**
     * @param {string} name
     * @param {(data: Uint8Array) => any} decode
     */
    async bring(name, decode) {
      const text = await this.load(name);
      const value = await decode(bytes(text));
      this.kept.set(name, { value, size: text.length });
      this.used += text.length;
    }

    /** Give up what was used least; only between questions, so that none loses what it has loaded. */
    tidy() {
      for (const [name, { size }] of this.kept) {
        if (this.used <= this.room) break;
        this.kept.delete(name);
        this.used -= size;
      }
    }
  }

  return { Shelf };
}
searchReader.define("shelf", searchShelf);
