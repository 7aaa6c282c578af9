// Preview only: reloads the page after a rebuild and shows the problems of a failed one.
// `policy-archive serve` adds this script to the pages it sends; the files on disk do not hold it.
"use strict";

(() => {
  const mark = document.currentScript.dataset.build;
  const events = new EventSource("/.live/events");
  let panel = null;

  function show(lines) {
    panel ??= document.body.appendChild(document.createElement("section"));
    panel.id = "live-problems";
    panel.setAttribute("role", "alert");
    panel.style.cssText =
      "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:9999;padding:1em 1.5em;" +
      "background:#5f1414;color:#fff;font:15px/1.6 monospace;white-space:pre-wrap";
    panel.textContent = `内容有问题，网页仍是上一次生成的：\n\n${lines.join("\n")}`;
  }

  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (state.build !== mark) {
      events.close();
      location.reload();
    } else if (state.problems.length > 0) {
      show(state.problems);
    } else {
      panel?.remove();
      panel = null;
    }
  };
})();
