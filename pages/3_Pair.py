"""The dossier of one pair."""

from dashboard import ui

page = ui.pair.choose(ui.open_page("Pair"))
ui.title(page, ui.pair.name(page) + ": ")
if ui.has_rows(page):
    ui.pair.show(page)
    ui.downloads.show(page)
ui.close_page(page)
