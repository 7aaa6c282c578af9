"""What stands out in a query, tagged by Whoosh's parser: quotations, operators, names of fields, blanks."""

import re
from functools import lru_cache

from whoosh.qparser import QueryParser, plugins
from whoosh.qparser.syntax import MarkerNode, SyntaxNode

from search_index.readings.patterns import TABLES

_BLANKS = " " + "".join(re.escape(char) for char, to in zip(*TABLES["plain"], strict=True) if to == " ")
_MINUSES = "\\-－﹣−"
_AFTER_BLANK = f"(?<![^{_BLANKS}])"
_BEFORE_BLANK = f"(?=[{_BLANKS}]|$)"


class Quote(SyntaxNode):
    """A text between quotation marks; its `text` is what is between."""

    def __init__(self, **groups: str | None):
        self.text = next(text for text in groups.values() if text is not None)


class Field(SyntaxNode):
    """The name of a field with its colon."""

    def __init__(self, name: str):
        self.name = name


class Minus(MarkerNode):
    """A minus directly before something."""


class Or(MarkerNode):
    """A choice between what stands before and behind."""


class And(MarkerNode):
    """Says what holds anyway: both are required."""


class Not(MarkerNode):
    """Excludes what stands behind."""


class _Quotes(plugins.TaggingPlugin):
    expr = '["“”＂](?P<curly>[^"“”＂]*)["“”＂]|「(?P<corner>[^」]*)」|『(?P<double>[^』]*)』'
    nodetype = Quote
    priority = 10


class _Minuses(plugins.TaggingPlugin):
    # Two of them are a dash: ——坚持人民至上.
    expr = f"[{_MINUSES}](?![{_MINUSES}{_BLANKS}]|$)"
    nodetype = Minus
    priority = 20


class _Bars(plugins.TaggingPlugin):
    expr = "[|｜]+"
    nodetype = Or
    priority = 20


class _Words(plugins.TaggingPlugin):
    priority = 20

    def __init__(self, words: str, nodetype: type[MarkerNode]):
        self.nodetype = nodetype
        super().__init__(f"{_AFTER_BLANK}(?:{words}){_BEFORE_BLANK}")


class _Fields(plugins.TaggingPlugin):
    nodetype = Field
    priority = 30

    def __init__(self, names: tuple[str, ...]):
        # Longest first: an alternation takes the first that fits.
        written = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        super().__init__(f"(?<![^{_BLANKS}|｜{_MINUSES}])(?P<name>{written})[:：][{_BLANKS}]*")


@lru_cache(maxsize=8)
def parser(names: tuple[str, ...]) -> QueryParser:
    """Return Whoosh's parser for the language, given the names of its fields."""
    words = [_Words("OR|ＯＲ|或者|或", Or), _Words("AND|ＡＮＤ|并且|且", And), _Words("NOT|ＮＯＴ", Not)]
    made = QueryParser("", None, plugins=[_Quotes(), _Minuses(), _Bars(), *words, _Fields(names)])
    made.replace_plugin(plugins.WhitespacePlugin(f"[{_BLANKS}]+"))
    return made
