// Held numbers near to a number that is not held: of the same code, by year and serial.
/** @param {Use} use */
function searchNearNumbers(use) {
  "use strict";
  const { docsOf } = use("phrase");
  const { needsOf } = use("plan");
  const { ownKeys } = use("numbers");
  const { record } = use("records");
  const { compare, distinct } = use("order");

  const MOST = 3;
  const NO_CODE = "n:|";

  /** @param {any} vocabulary @param {any} plan @returns {{title: string, url: string}[]} records whose numbers have the code of a number asked for: nearest year, then serial */
  function nearNumbers(vocabulary, plan) {
    const keys = needsOf(plan).filter(need => need.reading.near.length).flatMap(need => need.reading.number);
    // Without a code any number will do; where there is one, it must be the same.
    const coded = keys.filter((/** @type {string} */ key) => !key.startsWith(NO_CODE));
    for (const key of coded.length ? coded : keys) {
      const [code, year, serial] = key.split("|");
      if (!year || !serial) continue;
      const held = distinct(vocabulary.segments.flatMap((/** @type {any} */ segment) => segment.starting("keys", `${code}|`)));
      const near = held.filter(isNumbered).map(own => ({ own, distance: distanceOf(own, Number(year), Number(serial)) }));
      near.sort(({ own, distance: [years, serials] }, other) =>
        years - other.distance[0] || serials - other.distance[1] || compare(own, other.own));
      const titles = near.slice(0, MOST).flatMap(({ own }) => titlesOf(vocabulary, own));
      if (titles.length) return titles.slice(0, MOST);
    }
    return [];
  }

  /** @param {string} key @returns {boolean} whether a key of a number has a year and a serial */
  function isNumbered(key) {
    return key.split("|").slice(1).every(part => /^\p{Nd}+$/u.test(part));
  }

  /** @param {string} key @param {number} year @param {number} serial @returns {[number, number]} how many years and serials it is away */
  function distanceOf(key, year, serial) {
    const [, ownYear, ownSerial] = key.split("|");
    return [Math.abs(Number(ownYear) - year), Math.abs(Number(ownSerial) - serial)];
  }

  /** @param {any} vocabulary @param {string} key @returns {{title: string, url: string}[]} its live records, by id, with their number before the title */
  function titlesOf(vocabulary, key) {
    const found = vocabulary.segments.flatMap((/** @type {any} */ segment) =>
      Array.from(docsOf(segment, "keys", key).filter((/** @type {number} */ doc) => segment.live[doc]), doc => record(segment, doc)));
    const shown = found.filter(Boolean).sort((/** @type {any} */ one, /** @type {any} */ other) => compare(one.id, other.id));
    return shown.map((/** @type {any} */ { title, url, numbers, numberNames }) => {
      const own = numbers.find((/** @type {string} */ number) => ownKeys(number, numberNames, vocabulary.fold).includes(key)) ?? "";
      return { title: `${own} ${title}`.trim(), url };
    });
  }

  return { nearNumbers };
}
searchReader.define("near_numbers", searchNearNumbers);
