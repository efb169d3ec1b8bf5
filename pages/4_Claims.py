"""Who asserts what of whom, and who denies it."""

from dashboard import ui

page = ui.open_page("Claims")
ui.title(page)
if ui.has_rows(page):
    ui.claims.show(page)
    ui.downloads.show(page)
ui.close_page(page)
