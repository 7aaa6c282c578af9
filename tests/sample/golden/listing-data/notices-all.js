(globalThis.listingData ??= []).push({
"listing":"notices",
"part":"all",
"id":["shianfa-2030-2","shianfa-2030-1","guojia-fangan"],
"title":["示例省安全生产委员会关于修改检查行动方案的通知","示例省安全生产委员会关于印发《全省煤矿安全检查行动方案》的通知","全国检查方案"],
"day":["2030-04-01","2030-03-01",""],
"number":["示安发〔2030〕2号","示安发〔2030〕1号",""],
"note":["示例省安全生产委员会","示例省安全生产委员会、示例省安全生产委员会办公室",""],
"tag":["","","仅存题名"],
"words":["","煤矿检查方案通知\n示安发[2030]1号",""],
"facets":{"year":[["2030","undated"],[0,0,1]],"body":[["shianwei","shianban"],[0,[0,1],[]]],"type":[["tongzhi","fangan"],[0,0,1]],"industry":[["coal"],[0,0,[]]],"region":[["990000"],[0,0,[]]],"campaign":[["meikuang-2030"],[0,0,[]]],"validity":[["wei-heshi","yi-xiugai","bu-shiyong"],[0,1,2]],"text":[["full","title"],[0,0,1]]}
});
