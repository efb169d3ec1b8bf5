"""Events over time, a lane a pair: brush to set the dates, click to see the evidence, play month by month."""

from dashboard import ui

page = ui.open_page("Timeline")
ui.title(page)
if ui.has_rows(page):
    ui.timeline.whole(page)
    ui.timeline.below(page)
    ui.downloads.show(page)
ui.close_page(page)
