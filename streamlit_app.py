"""The situation: who says what of whom, on a map and over time. `streamlit run streamlit_app.py` starts it."""

import streamlit as st

from dashboard import ui

if __name__ == "__main__":
    page = ui.open_page("Situation")
    ui.title(page)
    if ui.has_rows(page):
        above = ui.situation.room_for_numbers()
        ui.situation.drawn(page)
        ui.situation.numbers(page, above)
        ui.situation.news(page)
        ui.downloads.show(page)
    ui.close_page(page)
else:
    # Streamlit imports this file once to serve it, and runs it as __main__ for every reader.
    app = st.App("streamlit_app.py", middleware=ui.server.MIDDLEWARE)
    ui.warm.begin()
