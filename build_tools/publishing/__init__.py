"""The publish step: pages on disk to the site, at the cost of what changed.

MkDocs is the renderer of record.  ``reference`` is MkDocs itself: it draws the frame of each
sort of page once (a *shell*) and says what a page really has to look like.  ``shell`` puts a
page into its shell, ``converter`` makes HTML of its Markdown, by ``blocks`` or with MkDocs' own
parts in ``longhand``, ``press`` does both for one page, ``crew`` for many at once.  ``memory``
keeps what the last publishing knew, ``origin`` and ``tree`` find what changed on disk since,
``plan`` says what is to be done, ``anchors`` and ``sitemap`` hold what concerns more than one page,
``placing`` puts the result where readers are.

Whatever does not fit (a plugin, a template that asks for more than a shell can give) raises
``Unfit``, and the whole site is made by MkDocs alone.
"""


class Unfit(Exception):
    """The site needs MkDocs itself: something in it does not fit the short way."""
