"""Questions made from records, always the same for the same records, for comparing two engines."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from search_index.document import Document, Lexicon

Params = dict[str, str | list[str]]

#: Figures in their several forms, asked for whether they are held or not.
FIGURES = (
    "196747",
    "196,747",
    "19.7万",
    "十九万六千七百四十七",
    "91.7%",
    "９１．７％",
    "百分之九十一点七",
    "5700万",
    "近5万",
)
#: What no text holds, and what is hardly a question.
ODD = (
    "",
    " ",
    "。",
    "……",
    "“”",
    "“",
    "-",
    "- -",
    "|",
    "OR",
    "或",
    "A",
    "1",
    "的",
    "〔〕",
    "：",
    "标题：",
    "文号:",
    "日期:坏",
    "龘靐齉",
    "zzzz",
    "😀",
    "𠀀",
    "量子纠缠推进剂",
    "“安全”“生产”",
    "-安全",
    "安全 -生产",
    "安全 OR 生产",
    "安全|生产|消防",
    "安全 或 消防 -煤矿",
    "NOT 安全",
    "标题:安全 OR 标题:消防",
    "机关:不存在的机关",
    "年:2023",
    "日期:2023",
    "日期:2023-01..2023-06",
    "安\u3000全",
    "ａｎｑｕａｎ",
    "ABC",
    "的的的的",
    "安全安全安全安全",
    "5℃",
    "2.22",
    "“2·22”",
    "２０２３年",
    "２０２２－１２－０１",
    "安全" * 120,
    " ".join("安全生产消防煤矿隐患排查整治行动" * 2),
)
TRADITIONAL = str.maketrans("产业务关动国应责区县风险", "產業務關動國應責區縣風險")
SORTS = ("relevance", "newest", "oldest")


def questions(documents: Sequence[Document], lexicon: Lexicon, count: int, seed: int = 6) -> list[Params]:
    """At least ``count`` questions: the fixed ones, and more and more that are made of the records."""
    dice = random.Random(seed)
    asked: list[Params] = [{"q": text} for text in (*FIGURES, *ODD)]
    asked += [{"year": year} for year in ("2022", "1900")] + [
        {"from": "2022", "to": "2023-03"},
        {"from": "去年"},
    ]
    while len(asked) < count:
        asked += _of(dice, dice.choice(documents), documents, lexicon)
    return asked


def _of(
    dice: random.Random, one: Document, documents: Sequence[Document], lexicon: Lexicon
) -> Iterator[Params]:
    text = dice.choice(one.texts)
    piece = _piece(dice, text, dice.choice((1, 2, 2, 3, 4, 4, 5, 6, 8, 12, 20, 40)))
    other = _piece(dice, dice.choice(dice.choice(documents).texts), dice.randint(2, 5))
    yield {"q": piece}
    yield {"q": piece, **_filters(dice, one)}
    yield {"q": f"{piece} {other}", "sort": dice.choice(SORTS)}
    yield {
        "q": dice.choice((f"“{piece}”", f"{piece} -{other}", f"{piece} OR {other}", f"“{piece}” 或 {other}"))
    }
    yield {"q": _slip(dice, piece)}
    yield {
        "q": piece.translate(TRADITIONAL),
        "page": str(dice.randint(1, 3)),
        "size": dice.choice(("1", "5", "20")),
    }
    yield {"q": dice.choice((one.title, one.title[: dice.randint(2, 12)], one.title[dice.randint(0, 8) :]))}
    for number in one.numbers:
        yield {
            "q": dice.choice(
                (number, re.sub("[〔〕]", " ", number), number.replace("〔", "[").replace("〕", "]"))
            )
        }
    if figures := re.findall(
        r"\d[\d,.]*\d(?:万|亿|%|％)?|[一二三四五六七八九十百千万]{3,}", "".join(one.texts)
    ):
        yield {"q": dice.choice(figures)}
    if dates := re.findall(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d", "".join(one.texts)):
        yield {"q": dice.choice(dates)}
    if lexicon.names:
        yield {"q": f"{dice.choice(dice.choice(lexicon.names))} {other}"}
    if lexicon.synonyms:
        yield {"q": dice.choice(dice.choice(lexicon.synonyms)) + dice.choice(("", piece, f" {other}"))}
    label = dice.choice(lexicon.facets)
    if values := one.facets.get(label.key):
        name = dice.choice((label.label, *label.aliases))
        yield {"q": f"{name}{dice.choice(':：')}{dice.choice(values)} {other}"}
    field = dice.choice(("标题", "文号", "日期"))
    yield {"q": f"{field}:{dice.choice((piece, one.title, one.date, *one.numbers))}"}
    yield {**_filters(dice, one), "sort": dice.choice(SORTS)}


def _piece(dice: random.Random, text: str, size: int) -> str:
    start = dice.randrange(max(len(text) - size, 1))
    return text[start : start + size]


def _slip(dice: random.Random, text: str) -> str:
    """The text with two characters exchanged, one left out, or one wrong."""
    place = dice.randrange(max(len(text) - 1, 1))
    head, rest = text[:place], text[place:]
    return head + dice.choice((rest[1:2] + rest[:1] + rest[2:], rest[1:], "某" + rest[1:]))


def _filters(dice: random.Random, one: Document) -> Mapping[str, str | list[str]]:
    chosen: Params = {}
    for key in dice.sample(sorted(one.facets), k=min(len(one.facets), dice.randint(1, 2))):
        if one.facets[key]:
            chosen[key] = [dice.choice(one.facets[key])]
    if one.date and dice.random() < 0.3:
        chosen[dice.choice(("from", "to"))] = one.date[: dice.choice((4, 7, 10))]
    return chosen
