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
    await Promise.all(header.parts.map(name => script(`${folder}${header.listing}-${name}.js`)));
    const held = globalThis.listingData.filter(one => one.listing === header.listing && one.part);
    const parts = new Map(held.map(part => [part.part, part]));
    return new listing.Table(header, header.parts.map(name => parts.get(name)));
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = listing.make("script", { src: address, load: () => resolve(), error: () => reject(new Error(address)) });
      document.head.append(element);
    });
  }

  listing.data = { header, loader };
})();
