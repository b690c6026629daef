"""Drawings that several notebooks share: a tidy frame in, a figure out, no statistics in between."""

from recordsdata.charts.bars import draw_bars, draw_spread, draw_verdicts
from recordsdata.charts.control import draw_control, draw_days
from recordsdata.charts.lines import draw_balance, draw_rounds, draw_series, draw_thresholds
from recordsdata.charts.tiles import draw_tiles

__all__ = [
    "draw_balance",
    "draw_bars",
    "draw_control",
    "draw_days",
    "draw_rounds",
    "draw_series",
    "draw_spread",
    "draw_thresholds",
    "draw_tiles",
    "draw_verdicts",
]
