"""What the archive teaches the search: names, near words, set phrases, wanted documents."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Lexicon, Wanted

from ..archive import Archive
from ..mentions.names import campaign_names, organization_names
from ..views.frame import live, wanted_address
from .facets import FACETS


def lexicon(archive: Archive) -> Lexicon:
    """All that is true of the archive as a whole and changes no document."""
    phrases = archive.vocabularies["glossary"].values()
    return Lexicon(
        facets=FACETS,
        names=tuple(_names(archive)),
        synonyms=tuple(one.words for one in archive.vocabularies["synonyms"].values()),
        phrases=tuple(dict.fromkeys(text for one in phrases for text in (one.name, *one.variants))),
        wanted=tuple(
            Wanted(one.title, (one.number,) if one.number else (), wanted_address(one))
            for one in map(archive.wanted, sorted(archive.wanted_keys()))
        ),
    )


def _names(archive: Archive) -> Iterator[tuple[str, ...]]:
    """Each body and campaign with all it is or was called, set phrases and accident types likewise."""
    for body in live(archive, "organization"):
        yield tuple(dict.fromkeys(name.text for name in organization_names([body])))
    for campaign in live(archive, "campaign"):
        yield tuple(dict.fromkeys(name.text for name in campaign_names([campaign])))
    for entry in archive.vocabularies["glossary"].values():
        if entry.variants:
            yield (entry.name, *entry.variants)
    for scheme in archive.vocabularies["accident_types"].values():
        for one in scheme.types:
            if one.aliases:
                yield (one.name, *one.aliases)
