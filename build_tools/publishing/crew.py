"""Many pages at once: one process a core, each with a press; few are made in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from .facts import Facts
from .press import Order, Press
from .shell import Shell
from .tree import Folder, Tree

#: A page to make: path of its Markdown, and its facts as text if they still hold.
Task = tuple[str, str | None]
#: A page that was made: path, facts as text, key of its sort.
Made = tuple[str, str, str]
#: Gives the parts of a shell by its key.
Parts = Callable[[str], Sequence[str]]

#: From how many pages on other processes are worth their start, and how many go to one at a time.
_MANY, _BATCH = 200, 64


def make(
    order: Order,
    tree: Tree,
    extras: Iterable[str],
    parts: Parts,
    pages: Sequence[str],
    known: Callable[[str], str | None],
) -> Iterator[Made]:
    """Make all pages, in any order.

    Args:
        order: What to set the presses up for.
        tree: All files of the Markdown's folder.
        extras: Other files of the site that a page may link to.
        parts: Gives shells; may be called from any thread, by one at a time.
        pages: Paths of the Markdown.
        known: Gives the facts of a page if they still hold.

    Raises:
        Unfit: a page does not fit.
    """
    tasks = ((path, known(path)) for path in pages)
    more = frozenset(extras)
    if len(pages) < _MANY:
        press = Press(order, _Shells(parts).get, lambda path: path in tree or path in more)
        yield from _made(press, tasks)
    else:
        yield from _shared(order, tree, more, parts, tasks)


class _Shells:
    """The shells that one press has seen."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: dict[str, Shell] = {}

    def get(self, key: str) -> Shell:
        """The shell of a sort."""
        if key not in self._held:
            self._held[key] = Shell(self._parts(key))
        return self._held[key]


def _made(press: Press, tasks: Iterable[Task]) -> Iterator[Made]:
    for path, known in tasks:
        facts, sort = press.make(path, Facts.from_text(known) if known else None)
        yield path, facts.text, sort


def _shared(
    order: Order, tree: Tree, extras: frozenset[str], parts: Parts, tasks: Iterator[Task]
) -> Iterator[Made]:
    # Imported late: most publishings make few pages.
    from ..workers import Workers, batches

    with Workers(answer=parts) as workers:
        workers.prepare(worker, order, tree.folders, extras)
        for made in workers.results(batches(tasks, _BATCH)):
            yield from made


def worker(
    order: Order, folders: Mapping[str, Folder], extras: frozenset[str]
) -> Callable[[list[Task]], list[Made]]:
    """What makes the pages of a batch in another process; it asks for shells that it has not seen yet."""
    from ..workers import ask

    tree = Tree(dict(folders))
    press = Press(order, _Shells(ask).get, lambda path: path in tree or path in extras)
    return lambda batch: list(_made(press, batch))
