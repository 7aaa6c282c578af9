(globalThis.listingData ??= []).push({
"listing":"notices",
"noun":"文件",
"total":3,
"parts":["all"],
"words":"标题、文号",
"facets":[{"key":"year","term":"年份","between":"、","values":[["2030","2030年",2],["undated","日期未载明",1]]},{"key":"body","term":"发文机关","between":"、","values":[["shianwei","示例省安全生产委员会",2],["shianban","示例省安全生产委员会办公室",1]]},{"key":"type","term":"公文种类","between":"、","values":[["tongzhi","通知",2],["fangan","方案",1]]},{"key":"industry","term":"行业领域","between":"、","values":[["coal","煤矿",2]]},{"key":"region","term":"地区","between":"","values":[["990000","示例省",2]]},{"key":"campaign","term":"专项行动","between":"、","values":[["meikuang-2030","全省煤矿安全检查行动",2]]},{"key":"validity","term":"有效性","between":"、","values":[["yi-xiugai","已修改",1],["bu-shiyong","不适用",1],["wei-heshi","未核实",1]]},{"key":"text","term":"收录情况","between":"、","values":[["full","收录全文",2],["title","仅存题名",1]]}],
"sorts":[["newest","日期由近到远"],["oldest","日期由远到近"],["number","发文字号"],["title","标题"]],
"export":[["标题","title"],["发文字号","number"],["日期","day"],["发文机关",1],["公文种类",2],["行业领域",3],["地区",4],["专项行动",5],["有效性",6],["收录情况",7],["网址","address"]],
"base":"https://archive.example/notices/"
});
