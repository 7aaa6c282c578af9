"""Notices without their texts: all that lists, links and other records' pages show of them."""

from __future__ import annotations

from typing import Any, cast

from pydantic_core import PydanticUndefined

from ..kinds.notice import Notice, Validity

#: Fields that only a notice's own page and the downloads need.
_TEXTS = ("body", "attachments", "mentions", "source")


class Head(Notice):
    """A notice that has no texts; asking it for them is an error."""

    @property
    def is_stub(self) -> bool:
        """Whether the document is only cited: the archive holds no text of it."""
        return cast(bool, self.__dict__["stub"])


# A head holds only what differs from the default; the rest is the class's.
for _name, _field in Notice.model_fields.items():
    if _name not in _TEXTS and _field.default is not PydanticUndefined:
        type.__setattr__(Head, _name, _field.default)

#: Fields that differ from their default, paths not verified, the validity if other documents give one.
State = tuple[dict[str, Any], tuple[Any, ...], Validity | None]


def state(notice: Notice, validity: Validity) -> State:
    """What is kept of a notice: its fields, what is not verified, and the validity that others give it."""
    fields = {
        name: value
        for name, value in notice.__dict__.items()
        if name not in _TEXTS and value != Notice.model_fields[name].default
    }
    given = None if validity == notice.validity else validity
    return {**fields, "stub": notice.is_stub}, notice.unverified, given


def head(kept: State) -> Head:
    """The notice of what was kept."""
    fields, unverified, given = kept
    made = Head.__new__(Head)
    if given is not None:
        fields["validity"] = given
    object.__setattr__(made, "__dict__", fields)
    object.__setattr__(made, "__pydantic_fields_set__", set())
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", {"_unverified": unverified})
    return made
