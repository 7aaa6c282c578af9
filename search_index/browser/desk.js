// Takes questions and answers them from the index, which it opens anew when parts have gone.
/** @param {Use} use */
function searchDesk(use) {
  "use strict";
  const { Index } = use("index");

  /**
   * @param {(name: string, query?: string) => Promise<string>} load
   * @returns {{ask: (verb: string, input: any) => Promise<any>}}
   */
  function open(load) {
    let turn = 0;
    /** @type {Promise<InstanceType<typeof Index>> | null} */
    let index = null;

    /** A publication takes away what the last manifest names: then the newest is asked for. */
    function reopen() {
      index = Index.open(load, turn ? `?again=${turn}` : "");
      turn += 1;
      index.catch(() => (index = null));
      return index;
    }

    /** @param {string} verb @param {any} input */
    async function answer(verb, input) {
      const opened = await (index ?? reopen());
      if (verb === "suggest") return use("suggest").suggest(opened, input);
      return use("engine").search(opened, input);
    }

    return {
      async ask(verb, input) {
        const first = turn;
        try {
          return await answer(verb, input);
        } catch (error) {
          if (!index || !/** @type {Error} */ (error).message?.startsWith("part ")) throw error;
          if (turn === Math.max(first, 1)) await reopen();
          return answer(verb, input);
        }
      },
    };
  }

  return { open };
}
searchReader.define("desk", searchDesk);
