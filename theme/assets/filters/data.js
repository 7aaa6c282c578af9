// The data of a listing, part by part. Parts are scripts: they load from a disk as well.
(() => {
  "use strict";
  const listing = (globalThis.listing ??= {});

  /**
   * @param {string} name
   * @returns {Header | undefined}
   */
  function header(name) {
    return (globalThis.listingData ?? []).find(one => one.listing === name && !one.part);
  }

  /**
   * All rows, loaded once.
   * @param {Header} header
   * @param {string} folder address of the folder of the parts
   * @returns {() => Promise<InstanceType<typeof listing.Table>>}
   */
  function loader(header, folder) {
    let table = null;
    return () => {
      table ??= load(header, folder).catch(problem => {
        table = null;
        throw problem;
      });
      return table;
    };
  }

  async function load(header, folder) {
    const numbers = Array.from({ length: header.parts }, (_, index) => index + 1);
    await Promise.all(numbers.map(number => script(`${folder}${header.listing}-${number}.js`)));
    const table = new listing.Table(header);
    for (const number of numbers) {
      table.add(globalThis.listingData.find(one => one.listing === header.listing && one.part === number));
    }
    return table;
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = listing.make("script", { src: address, load: () => resolve(), error: () => reject(new Error(address)) });
      document.head.append(element);
    });
  }

  listing.data = { header, loader };
})();
