"""The floor: a page that draws the same two figures, made beforehand, and nothing else. Run by rerun.py."""

import json
import os
from pathlib import Path

import plotly.io
import streamlit as st

from dashboard import figures


@st.cache_resource
def made():
    """Query value to the JSON of map and timeline, and both figures read from it."""
    told = json.loads(Path(os.environ["FLOOR_FIGURES"]).read_text(encoding="utf-8"))
    return {key: [plotly.io.from_json(figure, skip_invalid=True) for figure in pair] for key, pair in told.items()}


st.set_page_config(page_title="Floor", layout="wide")
key = st.query_params.get("from", next(iter(made())))
st.html(f'<h1 class="nx-h1">{key}</h1>')
for name, figure in zip(("map", "timeline"), made()[key], strict=True):
    st.plotly_chart(figure, key=name, theme=None, config=figures.config(topojsonURL=os.environ["FLOOR_SHAPES"]))
st.html('<div class="nx-end"></div>')
