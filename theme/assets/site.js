// Comforts only: every page reads and works without this file.
(() => {
  "use strict";

  // On narrow screens the table of contents starts closed, so that the text comes first.
  const contents = document.querySelector(".contents");
  if (contents && matchMedia("(max-width: 59.99em)").matches) contents.open = false;

  // A button beside the citation; what it copies has the page's full address.
  const citation = document.getElementById("citation");
  const address = document.getElementById("address");
  const full = () => {
    const text = citation.textContent.trim();
    const known = address.textContent.includes("://") || !location.protocol.startsWith("http");
    return known ? text : text.replace(address.textContent, location.href.split("#")[0]);
  };
  if (citation && navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "复制";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(full());
      button.textContent = "已复制";
      setTimeout(() => { button.textContent = "复制"; }, 2000);
    });
    citation.after(button);
  }
})();
