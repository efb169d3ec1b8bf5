"""The six pairs side by side, the network with formal treaties, tempo, and two periods compared."""

from dashboard import ui

page = ui.open_page("Relations")
ui.title(page)
if ui.has_rows(page):
    ui.relations.show(page)
    ui.downloads.show(page)
ui.close_page(page)
