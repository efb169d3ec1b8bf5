"""Writes docs/data-dictionary.md from the columns of the frames: python -m scripts.write_data_dictionary"""

from pathlib import Path

from dashboard.frames import FRAMES
from dashboard.frames.columns import Type

HEAD = """# Data dictionary

Every frame of `dashboard.frames`, column by column: what a page shows, an export writes and a test compares. Written by
`python -m scripts.write_data_dictionary` from `dashboard/frames/columns.py`; a test holds the two together. A frame has
the same columns and types when it is empty.

Filters act on links and groups: an event is shown when one of its links or its group passes, and its lists (`pairs`,
`countries`, `polarities`, `statuses`) tell of what passes only. Two clocks: *happened* reads `date`, *reported* reads
`published`. A window keeps what overlaps it as far as its date is known: "June 2022" is kept by 20 to 21 June 2022.
Rows without a date stay out of a window unless the filter keeps them (`undated=yes`).

Dates of text (`dates` of the extraction, `signed` of a treaty) are written as far as they are known: `2024`, `2024-05`,
`2024-05-01`; the extraction also writes weeks (`2024-W07`, weekend `2024-W07-WE`), quarters (`2024-Q1`), halves
(`2024-H1`), seasons (`2024-SP`, `SU`, `FA`, `WI`), decades (`199`), centuries (`18`) and times (`2024-05-01T14:30`).

| type | in pandas |
|---|---|
"""
PANDAS = {
    Type.TEXT: '`str`, "" where unknown',
    Type.COUNT: "`int64`, never unknown",
    Type.PLACE: "`Int64`, NA where unknown",
    Type.REAL: "`float64`, NaN where unknown",
    Type.FLAG: "`bool`, never unknown",
    Type.DAY: "`datetime64[us]`, NaT where unknown",
    Type.MOMENT: "`datetime64[us, UTC]`, never unknown",
    Type.MANY: "`object` holding tuples of `str`, () where there is none",
    Type.RECORDS: "`object` holding tuples of dicts, () where there is none",
}
ABOUT = {
    "events": "Things that happened; earliest first, undated last.",
    "links": "Assertions about two countries; latest first.",
    "groups": "Statements that name three or more countries together. No pair gets a link from them.",
    "mentions": "The exact words that name a country, in the articles that pass the filter.",
    "articles": "Texts that were read, by day of publication.",
    "sources": "`frames.sources(store, event_ids)`: the pages and articles behind events.",
    "treaties": "`frames.treaties(store, asof)`: treaties and memberships of the ledger.",
    "arcs": "Links counted by sides, direction, polarity and status: what the network draws and the map's table lists.",
    "strands": "`frames.strands(store, filter, drawing)`: what the map draws, both directions of a pair together and "
    "statuses by class.",
    "countries": "Counts by country: what colours the map.",
    "density": "Links counted by month, pair, polarity and status. `frames.lanes(store, filter, apart)` has the same "
    "columns, with the pairs outside `apart` (but for the one with most links) counted as one pair, `other`.",
    "pair_status": "Links counted by pair, status and polarity.",
    "comentions": "Sentences that name two countries without a word that links them; a layer that is off by default.",
    "changes": "`frames.changes(store, filter, earlier, later)`: two moments of knowledge compared.",
}


def write(path: Path) -> None:
    """The whole document."""
    parts = [HEAD + "".join(f"| {kind.value} | {words} |\n" for kind, words in PANDAS.items())]
    for name, columns in FRAMES.items():
        rows = "".join(f"| `{column}` | {c.type.value} | {c.meaning} |\n" for column, c in columns.items())
        parts.append(f"## {name}\n\n{ABOUT[name]}\n\n| column | type | meaning |\n|---|---|---|\n{rows}")
    path.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md")
