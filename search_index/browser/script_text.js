// The payload of a part: a string of seven bits a character.
/** @param {Use} use */
function searchScriptText(use) {
  "use strict";

  /**
   * @param {string} text eight characters for every seven bytes, the last of them cut
   * @returns {Uint8Array}
   */
  function bytes(text) {
    const size = Math.floor((text.length * 7) / 8);
    const out = new Uint8Array(size);
    let held = 0;
    let width = 0;
    let place = 0;
    for (let index = 0; index < text.length; index += 1) {
      held = (held << 7) | text.charCodeAt(index);
      width += 7;
      if (width >= 8) {
        width -= 8;
        if (place < size) out[place] = held >> width;
        place += 1;
        held &= (1 << width) - 1;
      }
    }
    return out;
  }

  /**
   * @param {Uint8Array} data made by deflate, without a head
   * @returns {Promise<Uint8Array>}
   */
  async function inflate(data) {
    const stream = new DecompressionStream("deflate-raw");
    const writer = stream.writable.getWriter();
    // Written straight into the stream: out of a blob the bytes would pass through another process.
    const written = writer.write(/** @type {any} */ (data)).then(() => writer.close());
    const [whole] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
    return new Uint8Array(whole);
  }

  /**
   * @param {Uint8Array} data deflated JSON
   * @returns {Promise<any>}
   */
  async function json(data) {
    return JSON.parse(new TextDecoder().decode(await inflate(data)));
  }

  return { bytes, inflate, json };
}
searchReader.define("script_text", searchScriptText);
