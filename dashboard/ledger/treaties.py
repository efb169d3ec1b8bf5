"""A line of alliances.jsonl as a Treaty."""

from __future__ import annotations

from typing import Any

from ..models import Member, Treaty
from .lines import Line, partial, sources

KEYS = ["id", "name", "kind", "parties", "signed", "in_force", "ended", "note", "members", "sources"]
KINDS = ("defence", "neutrality", "nonaggression", "consultation", "partnership", "membership")
ROLES = ("member", "observer", "partner", "former")


def treaty(line: Line) -> Treaty:
    """The treaty or membership of a line; BadData where the line breaks a rule."""
    members = tuple(_member(line, cells) for cells in line["members"] or ())
    parties = line.codes("parties")
    line.check(len(parties) >= 2, "a treaty needs two parties.")
    full = tuple(member.code for member in members if member.role == "member")
    line.check(not members or full == parties, "parties must be the members whose role is member, in their order.")
    for key in ("signed", "in_force", "ended"):
        partial(line, key)
    return Treaty(
        id=line["id"],
        name=line.text("name"),
        kind=line.choice("kind", KINDS),
        parties=parties,
        signed=line["signed"],
        in_force=line["in_force"],
        ended=line["ended"],
        note=line["note"] or "",
        members=members,
        sources=sources(line),
    )


def _member(line: Line, cells: Any) -> Member:
    member = line.within(cells, ("code", "since", "until", "role"), "member")
    member.check(member.is_code(member["code"]), f"{member['code']!r} is no code of a country.")
    role = member.choice("role", ROLES)
    return Member(member["code"], partial(member, "since"), partial(member, "until"), role)
