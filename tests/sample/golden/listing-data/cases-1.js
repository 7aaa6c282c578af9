(globalThis.listingData ??= []).push({
"listing":"cases",
"part":1,
"id":["shili-2030-02-03"],
"title":["示例煤矿“2·3”较大顶板事故"],
"day":["2030-02-03"],
"number":[""],
"note":["示例市示例煤矿　死亡3人"],
"tag":["较大"],
"words":["示例煤矿冒顶事故"],
"deaths":["3"],
"basis":["来源所述"],
"ranks":{"oldest":[0],"deaths":[0],"title":[0]},
"facets":[[[0,1]]]
});
