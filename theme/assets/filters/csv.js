// A list as a table that Excel opens in Chinese.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** What a spreadsheet would take for a formula. */
  const FORMULA = /^\s*[=+\-@＝＋－＠]/;

  /**
   * @param {InstanceType<typeof listing.Table>} table
   * @param {Iterable<number>} rows
   * @returns {string} with a byte order mark, CRLF at line ends, and every cell in quotation marks
   */
  function write(table, rows) {
    const { header, columns } = table;
    const lines = [];
    for (const row of rows) {
      lines.push(
        header.export.map(([, column]) => {
          if (column === "address") return table.address(row);
          if (typeof column === "string") return columns[column][row];
          return table.names(column, row).join(header.facets[column].between);
        }),
      );
    }
    return text(header.export.map(([term]) => term), lines);
  }

  /**
   * @param {string[]} head
   * @param {string[][]} lines
   * @returns {string} as ``write`` gives it
   */
  function text(head, lines) {
    return `\ufeff${[head, ...lines].map(line => line.map(cell).join(",") + "\r\n").join("")}`;
  }

  function cell(value) {
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  /**
   * Hand the table to the reader as a file.
   * @param {string} text
   * @param {string} name
   */
  function save(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  listing.csv = { write, text, save };
})();
