"""Nexus Watch: articles -> mentions, dates, links and groups -> store -> frames -> figures -> pages and briefings."""

__version__ = "0.1.0"
