"""Text enters here: pasted or uploaded, looked at, and only then kept."""

from dashboard import ui

page = ui.open_page("Add sources")
ui.add.show(page)
ui.close_page(page)
