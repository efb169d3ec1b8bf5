"""The evidence itself: search, and an article with what was found marked in its words."""

from dashboard import ui

page = ui.open_page("Evidence")
ui.title(page)
ui.texts.search(page)
ui.texts.show(page)
ui.close_page(page)
