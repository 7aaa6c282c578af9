// What the page holds: questions go to a worker, parts come from scripts of the page.
/** @param {Use} use */
function searchClient(use) {
  "use strict";
  const { load } = use("scripts");

  /**
   * The worker is made of the sources of the modules, because a page opened from a disk may start
   * none from a file. Where none starts, the page's own thread answers.
   * @param {string} base address of the index, ending in a slash
   * @returns {{search: (params: Params) => Promise<any>, suggest: (text: string, limit?: number) => Promise<any>, thread: () => Promise<string>}}
   */
  function open(base) {
    const started = start(base);
    /** @param {string} verb @param {unknown} input */
    const ask = async (verb, input) => (await started).ask(verb, input);
    return {
      search: params => ask("search", params),
      suggest: (text, limit) => ask("suggest", { text, limit }),
      thread: async () => (await started).thread,
    };
  }

  /** @param {string} base */
  async function start(base) {
    try {
      return await distant(base);
    } catch {
      return near(base);
    }
  }

  /** @param {string} base */
  function near(base) {
    const desk = use("desk").open((name, query) => load(base, name, query));
    return { thread: "page", ask: desk.ask };
  }

  /** The source of a worker: the same modules, and a beginning. */
  function source() {
    const { connect, factories } = searchReader;
    const modules = Object.entries(factories).map(([name, factory]) => `${JSON.stringify(name)}: ${factory}`);
    return `"use strict";\n(${connect})({\n${modules.join(",\n")}\n})("worker").start();\n`;
  }

  /**
   * @param {string} base
   * @returns {Promise<{thread: string, ask: (verb: string, input: unknown) => Promise<any>}>}
   */
  function distant(base) {
    const address = URL.createObjectURL(new Blob([source()], { type: "text/javascript" }));
    const worker = new Worker(address);
    /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
    const waiting = new Map();
    let last = 0;

    /** @param {string} verb @param {unknown} input @returns {Promise<any>} */
    function ask(verb, input) {
      last += 1;
      worker.postMessage({ call: last, verb, input });
      return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
    }

    return new Promise((resolve, reject) => {
      worker.onerror = event => {
        event.preventDefault();
        reject(new Error("no worker"));
      };
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          URL.revokeObjectURL(address);
          resolve({ thread: "worker", ask });
        } else if (data.part !== undefined) {
          load(base, data.part, data.query).then(
            text => worker.postMessage({ part: data.part, text }),
            () => worker.postMessage({ part: data.part }),
          );
        } else {
          const call = waiting.get(data.call);
          waiting.delete(data.call);
          if ("error" in data) call?.reject(new Error(data.error));
          else call?.resolve(data.answer);
        }
      };
    });
  }

  return { open };
}
searchReader.define("client", searchClient);
