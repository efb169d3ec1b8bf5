"""From view to briefing: choose, see it as it will be, take it."""

from dashboard import ui
from dashboard.ui import briefing, briefing_stage, large

if large.wanted():
    briefing_stage.show()
else:
    page = ui.open_page("Briefing")
    if ui.has_rows(page):
        briefing.show(page)
    ui.close_page(page)
