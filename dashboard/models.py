"""The frozen records that every room of the house hands to the next."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Start and end of a piece of text in code points, end exclusive."""

FOUR = ("RUS", "PRK", "IRN", "CHN")
"""The four states the product watches; their six pairs are the core."""

ORGANISATIONS = frozenset({"EU", "NATO", "UN", "IAEA", "MSMT", "G7", "SCO", "BRICS"})
"""Actors that are no country; they use these codes where a country has its ISO 3166-1 alpha-3 code."""


class Kind(StrEnum):
    """What sort of words name the country."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    PERSON = "person"
    INSTITUTION = "institution"


class Relation(StrEnum):
    """A PLOVER root (PLOVER 2021, Open Event Data Alliance), or TIES for a standing relation that is no act."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    SANCTION = "SANCTION"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    TIES = "TIES"


class Polarity(StrEnum):
    """Between the two countries of the link, never towards anybody else."""

    COOPERATION = "cooperation"
    CONFLICT = "conflict"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """How well the text stands behind a link. A status never rises above what the text says."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Precision(StrEnum):
    """How exactly a date is known; finer forms of the text (week, quarter, season) are kept in its value."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNRESOLVED = "unresolved"


class CodedBy(StrEnum):
    """Who read the link out of the text."""

    HAND = "hand"
    MACHINE = "machine"


def make_id(*parts: object) -> str:
    """A stable id of 20 hex digits: the SHA-256 of the parts that identify a thing, each kept apart by U+001F."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet, as read. `body` is the article proper; page furniture lies outside it."""

    text: str
    body: Span
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None
    retrieved: dt.datetime | None = None
    language: str = "en"
    origin: str | None = None

    @property
    def id(self) -> str:
        """What identifies an article: its words, where it stood, and when; not the moment we fetched it."""
        return make_id("article", self.title, self.text, self.outlet, self.url, self.published)


@dataclass(frozen=True, slots=True)
class Mention:
    """The exact words that name a country. `rule` names the vocabulary row or rule that fired."""

    start: int
    end: int
    surface: str
    iso3: str
    kind: Kind
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """An expression of calendar time: `value` as in docs/data-dictionary.md or None, `until` the end of a range."""

    start: int
    end: int
    surface: str
    value: str | None
    precision: Precision
    rule: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class LinkDate:
    """The date of a link: a value of calendar time, or only the words when they cannot be resolved."""

    value: str | None
    words: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Link:
    """One assertion about two countries, with the sentence that carries it.

    `intensity` is on the Goldstein scale (-10 to +10; Goldstein 1992, as PLOVER 2021 maps it to its roots).
    `rule` names the row of data/vocabulary that fired; `stance` the rule that gave the status.
    `denial` is the span of the sentence that denies, where it is another one than the evidence.
    """

    source: str
    target: str
    directed: bool
    relation: Relation
    polarity: Polarity
    intensity: float
    status: Status
    evidence: Span
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    date: LinkDate | None = None
    rule: str = ""
    stance: str = ""
    denial: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One statement that names three or more countries together; it gives no pair any link."""

    members: tuple[str, ...]
    relation: Relation
    polarity: Polarity
    status: Status
    evidence: Span
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    date: LinkDate | None = None
    rule: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A word taken for an act, whoever its actors are (the `events` layer of the extraction file)."""

    start: int
    end: int
    relation: Relation | None
    status: Status
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source spans) says what (content spans)."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article. `not_coded` says why links were not looked for, where they were not."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DatedExpression, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    acts: tuple[Act, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    not_coded: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place. `country` is None at sea."""

    name: str
    country: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Source:
    """A page that carries an event: `publisher` showed it, `origin` reported it first."""

    publisher: str
    url: str
    published: dt.date | None
    origin: str


@dataclass(frozen=True, slots=True)
class EventLink:
    """A link of a ledger event; its evidence is the event's summary with its sources."""

    source: str
    target: str
    directed: bool
    polarity: Polarity
    status: Status
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. With precision month or year the day (and month) of `start` is only a sort key.

    `group` names three or more countries that were named together; it gives no pair any link.
    """

    id: str
    start: dt.date
    end: dt.date | None
    precision: Precision
    title: str
    summary: str
    category: str
    links: tuple[EventLink, ...]
    group: tuple[str, ...]
    place: Place | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of one state in an organisation."""

    code: str
    since: dt.date | None
    until: dt.date | None
    role: str


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty or membership. `kind`: defence, neutrality, nonaggression, consultation, partnership, membership."""

    id: str
    name: str
    kind: str
    parties: tuple[str, ...]
    signed: str | None
    in_force: str | None
    ended: str | None
    note: str
    members: tuple[Member, ...]
    sources: tuple[Source, ...]
