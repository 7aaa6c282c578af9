"""The invented archive as a hostile contributor would fill it: every text carries markup.

The checks refuse most of it; here they are told to look away, since the pages must hold out alone.
"""

import re
from dataclasses import replace

from sample_archive import SAMPLE

from build_tools import archive, fields, scan, validate
from build_tools.checks.conform import conform
from build_tools.kinds import KINDS
from build_tools.kinds.vocabulary import VOCABULARIES, Site

#: Each would leave an element, an attribute or a request behind, or call ``pwn``, if it were read as markup.
PAYLOADS = (
    '<img src="https://evil.example/i" onerror="pwn()" data-pwn>',
    "<img/src=//evil.example/i/onerror=pwn()/data-pwn>",
    '" onmouseover="pwn()" data-pwn="',
    "' autofocus onfocus='pwn()' data-pwn='",
    "<script data-pwn>pwn()</script><svg/onload=pwn()>",
    "</script></style></title></textarea></svg></template><b data-pwn>",
    "--></div></dl></article><b data-pwn> <!--",
    "]]><b data-pwn/><![CDATA[",
    "&lt;b data-pwn&gt;&#60;b data-pwn&#62;&amp;lt;b data-pwn&amp;gt;",
    "[甲](javascript:pwn()) [乙](//evil.example/) ![丙](https://evil.example/m) <javascript:pwn()>",
    '[丁](https://evil.example/"onclick="pwn()) [戊](x.html"onclick="pwn())',
    "{: data-pwn=1 } { #top data-pwn=1 onclick=pwn() } {{ 7*7 }} {% include 'x' %} ${pwn()}",
    "`码` ``` ~~~ *斜* **粗** __粗__ ~~删~~ ==标== [^1] [TOC] --8<-- \\",
    "\U000f0000\U000f0001\U000fffff",
    "*/ // <?php !!! ??? === :::",
)
_INLINE = " ".join(PAYLOADS)
_BLOCKS = (
    "\n---\nmeta: {pwn: 1}\n---\n\n",
    "...\n\n",
    "<script data-pwn>\n\npwn()\n\n</script>\n\n",
    '    <b data-pwn>pwn</b>\n\n<div markdown="1" data-pwn>\n\n',
    "| <b data-pwn> | " + _INLINE.replace("|", "") + " |\n|---|---|\n| <i data-pwn> | { data-pwn=1 } |\n\n",
    "# " + _INLINE + " { #pwn data-pwn=1 }\n\n",
    "- " + _INLINE + "\n\n[x]: javascript:pwn()\n\n*[某]: <b data-pwn>\n\n[^1]: <b data-pwn>\n\n",
)
#: Vocabularies whose entries records name by their name.
_BY_NAME = ("industries", "causes")
#: Texts that name another thing by its id.
_IDS = {"AccidentType.scheme", "Derivation.inputs", "RegionEntry.parent"}


def hostile(leaf):
    """What a contributor would write for a text; the same for the same text, so that names still match."""
    if f"{leaf.model.__name__}.{leaf.name}" in _IDS:
        return leaf.text
    if leaf.shape.ref or (leaf.shape.vocabulary and leaf.shape.vocabulary not in _BY_NAME):
        return leaf.text
    if leaf.shape.markdown:
        words = re.sub(r"(?m)^(.*[^|\n-])。?$", lambda found: found[1] + _INLINE + "。", leaf.text)
        return words + "\n\n" + "".join(_BLOCKS)
    return leaf.text + _INLINE + ("\n\n---\n" + _INLINE if leaf.name in ("summary", "note") else "")


def _spoiled(model, data):
    """The data with every text made hostile that may be any text."""
    texts = {leaf.path: hostile(leaf) for leaf in fields.walk(model, data)}
    kept = {fault.path for fault in conform(model, _with(data, texts)).faults}
    return _with(data, {path: text for path, text in texts.items() if path not in kept})


def _with(data, texts, path=()):
    if isinstance(data, dict):
        return {key: _with(value, texts, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [_with(value, texts, (*path, index)) for index, value in enumerate(data)]
    return texts.get(path, data)


def _model(file):
    folder, name = file.split("/")[1:] if file.count("/") > 1 else ("", "")
    models = {kind.folder: kind.model for kind in KINDS.values()}
    return models.get(folder) or (VOCABULARIES[name.removesuffix(".yml")] if folder else Site)


def spoiled_archive():
    """The sample, hostile throughout, linked without regard to what the checks say."""
    raws, _ = scan.load(SAMPLE, SAMPLE / "content")
    spoiled = []
    for raw in raws:
        model = _model(raw.file)
        data = (
            [_spoiled(model, one) for one in raw.data]
            if isinstance(raw.data, list)
            else _spoiled(model, raw.data)
        )
        spoiled.append(replace(raw, data=data))
    validated, _ = validate.validate(spoiled)
    return archive.link(validated)[0]
