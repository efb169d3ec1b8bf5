"""Speed of the exports, as ratios in one run: `python -m tests.benchmarks.export`.

Pictures: our PNG of the map against Kaleido's own persistent server drawing the very same figure, both warm, in turns.
Slides: ten slides (two of them pictures) and at least fifty sources, with and without the drawing of the pictures.
Each number is the median of its tries, each ratio the median of the ratios of the turns (a turn draws one after the
other, so that both meet the same load); the load of the machine stands beside them, for others may share it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kaleido

from dashboard import export, figures, world
from dashboard.export import browser, decks, page, powerpoint
from dashboard.store import Store

PARTS = ("map", "timeline", "counts", "pairs", "network")


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor(work: Callable[[], object]) -> float:
    """Processor seconds of one call, which other people's load does not lengthen much."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pictures(shown: export.Content, tries: int) -> None:
    """PNG 3840 x 2160 of the map: ours and Kaleido's own, in turns, after one of each to warm up."""
    size = figures.SIZES["16:9"]
    figure = export.stamped(shown, "map", size).figure
    options = {"format": "png", "width": size.width, "height": size.height, "scale": 2}
    kaleido.start_sync_server(path=browser.find(), mathjax=False)
    outlines = world.topojson_folder().as_uri() + "/"

    def theirs() -> None:
        kaleido.calc_fig_sync(figure, options, topojson=outlines)

    def ours() -> None:
        browser.picture(figure, form="png", width=size.width, height=size.height, scale=2)

    def whole() -> None:
        export.write("png", shown.asked)

    cold = seconds(ours)
    seconds(theirs)
    rounds = [(seconds(theirs), seconds(ours), seconds(whole)) for _ in range(tries)]
    kaleido.stop_sync_server()
    floor, mine, all_of_it = (statistics.median(column) for column in zip(*rounds, strict=True))
    pairs = [statistics.median(turn[n] / turn[0] for turn in rounds) for n in (1, 2)]
    print(f"PNG of the map, first, browser started:  {cold:6.2f} s")
    print(f"PNG of the map, Kaleido's own, warm:     {floor:6.2f} s")
    print(f"PNG of the map, ours, warm:              {mine:6.2f} s   ratio {pairs[0]:.2f} (goal: at most 1.5)")
    print(f"the same from the store on:              {all_of_it:6.2f} s   ratio {pairs[1]:.2f}")


def slides(held: Store, tries: int) -> None:
    """PPTX and PDF of ten slides and fifty sources."""
    asked = export.Request(held, export.parsed("")[0], parts=PARTS, most=22)
    built = decks.build(export.Content(asked))
    sources = len(export.Content(asked).sources)
    print(f"deck: {len(built.slides)} slides, {sources} sources, {len(built.figures())} of the slides are pictures")
    for form in ("pptx", "pdf"):
        whole = statistics.median(seconds(lambda form=form: export.write(form, asked)) for _ in range(tries))
        print(f"{form.upper()} with its pictures:                  {whole:6.2f} s   (goal: under 15)")
    own = statistics.median(seconds(lambda: _own(asked)) for _ in range(tries))
    spent = statistics.median(processor(lambda: _own(asked)) for _ in range(tries))
    html = statistics.median(seconds(lambda: page.document(decks.build(export.Content(asked)))) for _ in range(tries))
    print(f"PPTX, our share without the pictures:    {own:6.2f} s   (goal: under 2; processor time {spent:.2f} s)")
    print(f"pages for the PDF, without printing:     {html:6.2f} s")


def _own(asked: export.Request) -> bytes:
    return powerpoint.write(decks.build(export.Content(asked)))


def data(held: Store, tries: int) -> None:
    """The formats that need no browser."""
    for form in ("html", "csv", "parquet", "json", "geojson"):
        asked = export.Request(held, export.parsed("")[0])
        took = statistics.median(
            seconds(lambda form=form, asked=asked: export.write(form, asked)) for _ in range(tries)
        )
        print(f"{form:38}   {took:6.2f} s")


def main() -> None:
    """Build a store of the ledger and measure."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--tries", type=int, default=9)
    tries = words.parse_args().tries
    with tempfile.TemporaryDirectory() as folder:
        held = Store(Path(folder) / "store")
        held.build()
        print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {tries} tries each, medians")
        pictures(export.Content(export.Request(held, export.parsed("")[0])), tries)
        slides(held, tries)
        data(held, tries)
        print(f"load after: {os.getloadavg()[0]:.1f}")
    browser.close()


if __name__ == "__main__":
    main()
