"""Moments of knowledge: the as-of of a reader."""

from __future__ import annotations

import datetime as dt

from ..errors import BadInput


def parse(value: str | dt.date | dt.datetime) -> dt.datetime:
    """A moment in UTC; a date means the end of that day, a time without zone is UTC. BadInput when it is neither."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value) if len(value) <= 10 else dt.datetime.fromisoformat(value)
        except ValueError as error:
            raise BadInput(f"{value[:40]!r} is no date or moment; write 2026-11-23 or 2026-11-23T12:00:00Z.") from error
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time.max)
    try:
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
    except OverflowError as error:
        raise BadInput(f"{value.isoformat()} lies outside the calendar; write a moment such as 2026-11-23.") from error


def in_words(value: str) -> str:
    """ "23 Nov 2026", or with the time "23 Nov 2026, 12:00 UTC"."""
    moment = parse(value)
    day = f"{moment.day} {moment:%b %Y}"
    return day if len(value) <= 10 else f"{day}, {moment:%H:%M} UTC"
