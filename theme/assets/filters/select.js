// Which rows meet the conditions, and how many each further choice would give.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /** The bit of a row that fails the words or the dates. */
  const ELSEWHERE = 1 << 30;

  /**
   * Values of one facet widen the choice, facets narrow it. The counts of a facet are those under
   * the conditions of all the others.
   * @param {InstanceType<typeof listing.Table>} table
   * @param {Conditions} conditions
   * @returns {{rows: Int32Array, counts: Int32Array[]}}
   */
  function select(table, conditions) {
    const { header, size, folded, from, to } = table;
    const words = listing.text.words(conditions.words);
    const period = listing.dates.parse(conditions.date);
    const chosen = header.facets.map(facet => flags(facet, conditions.chosen[facet.key]));
    const counts = header.facets.map(facet => new Int32Array(facet.values.length));
    const fits = new Uint8Array(size);

    for (let row = 0; row < size; row += 1) {
      let failed = 0;
      if (period && (to[row] < period.from || from[row] > period.to)) failed = ELSEWHERE;
      else if (!words.every(word => folded[row].includes(word))) failed = ELSEWHERE;
      for (let index = 0; index < chosen.length && failed !== ELSEWHERE; index += 1) {
        if (chosen[index] && !holds(table.facets[index], row, chosen[index])) failed |= 1 << index;
      }
      if (failed === 0) {
        fits[row] = 1;
        table.facets.forEach((facet, index) => count(facet, row, counts[index]));
      } else if (failed !== ELSEWHERE && (failed & (failed - 1)) === 0) {
        const index = 31 - Math.clz32(failed);
        count(table.facets[index], row, counts[index]);
      }
    }
    return { rows: table.order(conditions.sort).filter(row => fits[row]), counts };
  }

  function flags(facet, slugs) {
    if (!slugs?.length) return null;
    return Uint8Array.from(facet.values, ([slug]) => (slugs.includes(slug) ? 1 : 0));
  }

  function holds({ starts, values }, row, wanted) {
    for (let place = starts[row]; place < starts[row + 1]; place += 1) {
      if (wanted[values[place]]) return true;
    }
    return false;
  }

  function count({ starts, values }, row, counts) {
    for (let place = starts[row]; place < starts[row + 1]; place += 1) counts[values[place]] += 1;
  }

  listing.select = select;
})();
