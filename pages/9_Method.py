"""How far to trust what is shown."""

from dashboard import ui

page = ui.open_page("Method")
ui.method.show(page)
ui.close_page(page)
