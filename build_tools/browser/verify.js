// Compares the files of a folder, which the reader picks, with the list of their SHA-256 sums in it.
"use strict";

(() => {
  const LIST = "清单.sha256";
  /** Files that systems leave in folders by themselves. */
  const STRANGERS = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$|^System Volume Information\//;
  const picker = document.getElementById("folder");
  const status = document.getElementById("status");
  const result = document.getElementById("result");

  /** @param {File} file @returns {Promise<string>} */
  async function sum(file) {
    const data = await file.arrayBuffer();
    if (!globalThis.crypto?.subtle) return sha256(new Uint8Array(data));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
  }

  /** @param {string} text lines of a sum, two blanks and a path @returns {Map<string, string>} sums by path */
  function read(text) {
    return new Map(text.split("\n").filter(Boolean).map(line => [line.slice(66), line.slice(0, 64)]));
  }

  /** @param {string} title @param {string[]} paths */
  function list(title, paths) {
    if (!paths.length) return;
    const heading = document.createElement("h2");
    heading.textContent = `${title}（${paths.length} 个）`;
    const items = document.createElement("ul");
    for (const path of paths.slice(0, 200)) items.appendChild(document.createElement("li")).textContent = path;
    result.append(heading, items);
  }

  picker.addEventListener("change", async () => {
    result.replaceChildren();
    const files = new Map(Array.from(picker.files, file => [file.webkitRelativePath, file]));
    const found = [...files.keys()].filter(path => path.split("/").pop() === LIST);
    const place = found.sort((one, other) => one.length - other.length)[0];
    if (place === undefined) {
      status.textContent = `所选文件夹中没有“${LIST}”。请选择本页所在的文件夹。`;
      return;
    }
    const root = place.slice(0, -LIST.length);
    const sums = read(await files.get(place).text());
    const [changed, missing] = [[], []];
    let done = 0;
    for (const [path, expected] of sums) {
      const file = files.get(root + path);
      if (!file) missing.push(path);
      else if ((await sum(file)) !== expected) changed.push(path);
      done += 1;
      if (done % 50 === 0) status.textContent = `正在核对：${done} / ${sums.size}`;
    }
    const own = [...files.keys()].filter(path => path.startsWith(root)).map(path => path.slice(root.length));
    const more = own.filter(path => path !== LIST && !sums.has(path) && !STRANGERS.test(path));
    const sound = !changed.length && !missing.length;
    status.textContent = sound ? `核对完毕：${sums.size} 个文件全部与清单一致。` : "核对完毕：有文件与清单不一致，请勿使用，并向提供单位换取。";
    list("内容已改变", changed);
    list("缺少", missing);
    list("清单以外的文件", more);
    const note = document.createElement("p");
    note.textContent = `清单的 SHA-256：${await sum(files.get(place))}。与提供单位公布的数值相同，才说明清单本身没有改动。`;
    result.append(note);
  });
})();
