"""Writes the field tables of README.md from the models; ``--check`` only compares."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from build_tools import describe
from build_tools.kinds import KINDS
from build_tools.kinds.base import Change, Person, Quote, Record, Source, SourceNote, Withdrawal, remark, term
from build_tools.kinds.vocabulary import VOCABULARIES, VOCABULARY_TERMS, Site

README = Path(__file__).parent.parent / "README.md"
#: Models that several others hold get a table of their own.
SHARED = {
    Source: "来源",
    SourceNote: "来源说明",
    Change: "更改记录",
    Withdrawal: "撤下",
    Person: "成员",
    Quote: "原文",
}
HEAD = "| 字段 | 键 | 必填 | 写法 | 说明 |\n|---|---|---|---|---|\n"


def table(model: type[BaseModel], without: type[BaseModel] | None = None) -> str:
    """The table of a model's fields; fields inside others stand below them."""
    left_out = set(without.model_fields) if without else set()
    names = [name for name in model.model_fields if name not in left_out]
    return HEAD + "".join(row for name in names for row in rows(model, name, ""))


def rows(model: type[BaseModel], name: str, above: str) -> Iterator[str]:
    """The row of a field, and of those inside it."""
    inner = describe.nested(model, name)
    many = "，可写多组" if inner is not None and describe.many(model, name) else ""
    form = f"见“{SHARED[inner]}”{many}" if inner in SHARED else describe.form(model, name) + many
    needed = "是" if describe.required(model, name) else ""
    words = remark(model, name).rstrip("。")
    indent = "　" * above.count(".")
    cells = (indent + term(model, name), f"`{above}{name}`", needed, form, words)
    yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
    if inner is not None and inner not in SHARED:
        for field in inner.model_fields:
            yield from rows(inner, field, f"{above}{name}.")


def tables() -> str:
    """Every table with its heading."""
    parts = [("各类记录共有的字段", table(Record))]
    parts += [(f"{title}（共用）", table(model)) for model, title in SHARED.items()]
    for kind in KINDS.values():
        parts.append((f"{kind.term} `content/{kind.folder}/`", table(kind.model, Record)))
    for name, model in VOCABULARIES.items():
        parts.append((f"词汇表：{VOCABULARY_TERMS[name]} `content/vocabularies/{name}.yml`", table(model)))
    parts.append(("网站 `content/site.yml`", table(Site)))
    return "".join(
        f"<details>\n<summary>{html(title)}</summary>\n\n{body}\n</details>\n\n" for title, body in parts
    )


def html(title: str) -> str:
    """A title for a summary, which is HTML."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", title)


def main() -> int:
    """Rewrite the file, or say that it is out of date."""
    text = README.read_text(encoding="utf-8")
    start, end = "<!-- 字段表：由 tools/readme.py 生成 -->\n", "<!-- 字段表完 -->"
    head, _, rest = text.partition(start)
    _, _, tail = rest.partition(end)
    made = f"{head}{start}\n{tables()}{end}{tail}"
    if made == text:
        return 0
    if "--check" in sys.argv:
        print("README.md 中的字段表已过时，请运行 make readme")
        return 1
    README.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
