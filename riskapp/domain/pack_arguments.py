"""A pack that is asked for, as the plain values that a job carries, and read back from them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.packs import CoverWords, MakePack, PackKind

_IDS = ("subject_id", "committee_id", "meeting_id")


def arguments_of(asked: MakePack) -> dict[str, object]:
    """Return a pack that is asked for as plain values."""
    return asdict(asked)


def pack_asked(arguments: Mapping[str, Any]) -> MakePack:
    """Return the pack that plain values ask for; they may be as JSON gives them back."""
    cover = dict(arguments.get("cover") or {})
    on = cover.get("meeting_on")
    return MakePack(
        PackKind(arguments.get("kind", PackKind.BOARD)),
        date.fromisoformat(str(arguments["as_at"])),
        bool(arguments["public"]),
        **{name: _id(arguments.get(name)) for name in _IDS},
        cover=CoverWords(**(cover | {"meeting_on": date.fromisoformat(str(on)) if on else None})),
    )


def issue_arguments(draft: IssuePack) -> dict[str, object]:
    """Return a pack that is to be issued as plain values."""
    return asdict(draft)


def issue_asked(arguments: Mapping[str, Any]) -> IssuePack:
    """Return the issue that plain values ask for."""
    plain = {one.name: arguments[one.name] for one in fields(IssuePack)}
    asked_id = UUID(str(plain["asked_id"]))
    return IssuePack(**(plain | {"asked": pack_asked(plain["asked"]), "asked_id": asked_id}))


def _id(written: object) -> UUID | None:
    return UUID(str(written)) if written else None
