"""Invented documents in the words of official texts, and small indexes of them."""

import random

from search_index.document import Document, Lexicon, Passage
from search_index.indexer import update
from search_index.reader import Index

WORDS = [
    *(
        "安全生产",
        "大排查",
        "大整治",
        "委员会",
        "办公室",
        "关于",
        "开展",
        "的",
        "通知",
        "全省",
        "燃气",
        "泄漏",
    ),
    *("事故", "2·22", "19.7万", "〔2023〕12号", "％", "、", "。", "“", "”", "落实", "责任制", "隐患", "企业"),
    *("应急", "预案", "百日攻坚", "行动", "煤矿", "ABC", "3.5", "特別", "重大", "一", "起"),
]
OFFERED = ("第", "份", "b", "brgj", "di", "安全")
ISSUERS = ("省安委办", "应急厅", "住建厅")


def text(dice, length):
    """Words in no order, with marks between them."""
    return "".join(dice.choices(WORDS, k=length))


def document(number, seed=0, length=60):
    """A document that depends on nothing but its arguments."""
    dice = random.Random(number * 1000 + seed)
    return Document(
        id=f"notice/{number:04}",
        url=f"notices/{number}.html",
        title=text(dice, 5),
        other_titles=(text(dice, 3),) if number % 3 == 0 else (),
        numbers=(f"晋安办发〔2023〕{number}号",),
        number_names=("晋安办发", "省安委办"),
        date=("", "2022", "2023-03", "2023-03-13")[number % 4],
        repealed=number % 5 == 0,
        facets={"issuer": tuple(dice.sample(ISSUERS, number % 3)), "year": ("2023",)},
        passages=tuple(Passage(f"p{place}", text(dice, length // 3)) for place in range(3)),
        suggestions=((f"第{number}份{text(dice, 2)}", "标题"), ("百日攻坚", "提法"))[: number % 3],
    )


def index(path, documents, cache, lexicon=None, **options):
    """An index of documents, opened."""
    update(path, documents, lexicon or Lexicon(), cache=cache, **options)
    return Index.open(path)


def content(index):
    """Everything that questions can read of an index, by ids: independent of segments and numbers."""
    found = {"size": index.size, "total": index.total_length, "documents": {}, "terms": {}}
    found["offered"] = [index.suggest(typed, 100) for typed in OFFERED]
    for segment in index.segments:
        ids = segment.ids()
        for doc in range(segment.size):
            if segment.live[doc]:
                facets = {key: facet_of(segment, key, doc) for key in segment.facet_keys}
                found["documents"][ids[doc]] = (
                    segment.stored(doc),
                    int(segment.lengths[doc]),
                    int(segment.dates[doc]),
                    bool(segment.repealed[doc]),
                    {key: values for key, values in facets.items() if values},
                )
        for field in ("chars", "grams", "words", "title", "keys", "id"):
            for term in segment.terms(field):
                rows = found["terms"].setdefault((field, term), {})
                for doc, row in rows_of(segment, field, term):
                    if segment.live[doc]:
                        rows[ids[doc]] = row
    found["terms"] = {
        (field, term): (rows, index.df(field, term), field == "grams" and index.is_word(term))
        for (field, term), rows in found["terms"].items()
        if rows
    }
    return found


def facet_of(segment, key, doc):
    offsets, codes = segment.facet(key)
    values = segment.facet_values(key)
    return sorted(values[code] for code in codes[offsets[doc] : offsets[doc + 1]])


def rows_of(segment, field, term):
    """How often a term stands in each document and where."""
    docs, tfs = segment.postings(field, term)
    tfs = [1] * len(docs) if tfs is None else tfs.tolist()
    placed = field in ("grams", "title")
    places = iter(segment.positions(field, term).tolist() if placed else ())
    bases = segment.title_bases if field == "title" else segment.bases
    for doc, tf in zip(docs.tolist(), tfs, strict=True):
        base = int(bases[doc])
        yield doc, (tf, [next(places) - base for _ in range(tf)] if placed else None)
