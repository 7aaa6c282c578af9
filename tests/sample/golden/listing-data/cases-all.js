(globalThis.listingData ??= []).push({
"listing":"cases",
"part":"all",
"id":["shili-2030-02-03"],
"title":["示例煤矿“2·3”较大顶板事故"],
"day":["2030-02-03"],
"number":[""],
"note":["示例市示例煤矿　死亡3人"],
"tag":["较大"],
"words":["示例煤矿冒顶事故"],
"deaths":["3"],
"basis":["来源所述"],
"facets":{"year":[["2030"],[0]],"kind":[["shigu"],[0]],"type":[["coal-mine-roof"],[0]],"industry":[["coal"],[0]],"grade":[["jiaoda"],[0]],"deaths":[["3-9"],[0]],"cause":[["support"],[0]],"region":[["990000","990100"],[[0,1]]],"campaign":[["meikuang-2030"],[0]]}
});
