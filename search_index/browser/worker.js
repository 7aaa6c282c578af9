// The worker's side: it answers questions and asks the page for parts.
/** @param {Use} use */
function searchWorker(use) {
  "use strict";

  /** Listen to the page. */
  function start() {
    /** @type {Map<string, {resolve: (text: string) => void, reject: (error: Error) => void}>} */
    const awaited = new Map();
    const desk = use("desk").open((name, query) => {
      postMessage({ part: name, query });
      return new Promise((resolve, reject) => awaited.set(name, { resolve, reject }));
    });
    onmessage = ({ data }) => {
      if (data.part === undefined) {
        desk.ask(data.verb, data.input).then(
          answer => postMessage({ call: data.call, answer }),
          error => postMessage({ call: data.call, error: String(error?.message ?? error) }),
        );
        return;
      }
      const part = awaited.get(data.part);
      awaited.delete(data.part);
      if (data.text === undefined) part?.reject(new Error(`part ${data.part} is missing`));
      else part?.resolve(data.text);
    };
    postMessage({ ready: true });
  }

  return { start };
}
searchReader.define("worker", searchWorker);
