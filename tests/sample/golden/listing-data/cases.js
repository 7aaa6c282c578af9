(globalThis.listingData ??= []).push({
"listing":"cases",
"noun":"案例",
"total":1,
"parts":["all"],
"words":"标题",
"facets":[{"key":"region","term":"地区","between":"","values":[["990000","示例省",1],["990100","示例市",1]]}],
"sorts":[["newest","日期由近到远"],["oldest","日期由远到近"],["deaths","死亡人数由多到少"],["title","标题"]],
"export":[["标题","title"],["死亡人数","deaths"],["日期","day"],["地区",0],["等级依据","basis"],["网址","address"]],
"base":"https://archive.example/cases/"
});
