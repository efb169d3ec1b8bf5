"""What axe-core finds on a page that is open in the browser."""

import json
from importlib import resources

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "place => axe.run(place, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"


def faults(page, place="html"):
    """Serious and critical findings, as rule and the first place it names; of the whole page, or of a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = json.loads(page.evaluate(RUN, place))
    return [
        f"{fault['id']}: {fault['help']} ({fault['nodes'][0]['html'][:160]})"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
