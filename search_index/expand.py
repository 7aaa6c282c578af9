"""Names that mean the same and words near in meaning, as the lexicon has them."""

from collections.abc import Callable, Iterable

from search_index.document import Lexicon

_MOST = 3
#: Endings that readers add to a value: 2023年.
_ENDINGS = ("年", "类", "级")


class Expander:
    """The names and near words of a lexicon, folded."""

    def __init__(self, lexicon: Lexicon, fold: Callable[[str], str]):
        self._fold = fold
        self._names = _others(_folded(lexicon.names, fold))
        self._near = _others(_folded(lexicon.synonyms, fold))
        phrases = (fold(phrase) for phrase in lexicon.phrases)
        known = {*self._names, *self._near, *phrases}
        self.pieces = frozenset(piece for piece in known if len(piece) > 1)
        """What is kept together when a text is cut."""

    def equivalents(self, text: str) -> tuple[str, ...]:
        """Return the other names of what a folded text names."""
        return self._names.get(text, ())

    def near(self, text: str) -> tuple[str, ...]:
        """Return the folded words near in meaning to a folded text."""
        return self._near.get(text, ())

    def resolve(self, values: Iterable[str], text: str) -> tuple[str, ...]:
        """Return the values of a property that a text names, in the order given.

        The value itself; else the values that have an equivalent name, else a near one; else those that hold
        the text or an equivalent name; else those with an equivalent name that holds the text.
        """
        folded = self._fold(text)
        if not folded:
            return ()
        known = [(value, self._fold(value)) for value in values]
        others = self.equivalents(folded)
        shorter = tuple(folded.removesuffix(end) for end in _ENDINGS if len(folded) > 1)
        for wanted in ((folded,), others, shorter, self.near(folded)):
            found = tuple(value for value, own in known if own in wanted)
            if found:
                return found
        holding = tuple(value for value, own in known if any(one in own for one in (folded, *others)))
        return holding or tuple(
            value for value, own in known if any(folded in name for name in self.equivalents(own))
        )

    def nearest(self, values: Iterable[str], text: str) -> tuple[str, ...]:
        """Return the values, at most three, that share most characters with a text, at least two."""
        chars = set(self._fold(text))
        shared = [(len(chars & set(self._fold(value))), value) for value in values]
        near = sorted((-count, len(value), value) for count, value in shared if count > 1)
        return tuple(value for _, _, value in near[:_MOST])


def _folded(groups: Iterable[Iterable[str]], fold: Callable[[str], str]) -> list[list[str]]:
    return [[one for one in map(fold, group) if one] for group in groups]


def _others(groups: Iterable[list[str]]) -> dict[str, tuple[str, ...]]:
    """Return for every member of a group all others of all its groups."""
    table: dict[str, dict[str, None]] = {}
    for group in groups:
        for one in group:
            table.setdefault(one, {}).update(dict.fromkeys(group))
    return {one: tuple(other for other in others if other != one) for one, others in table.items()}
