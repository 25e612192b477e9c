"""Takes results; gives findings: pure functions on labelled arrays, one idea a file."""

from model.analysis.comparison import Comparison, Difference, compare
from model.analysis.median_interval import median_interval
from model.analysis.pairs import counts
from model.analysis.sides import FLIPS, Sides, flips, side_by_side
from model.analysis.table import COLUMNS, csv_text, table_row
from model.analysis.wording import CAVEAT, PRIOR_HISTORIES, banned_words, headline, number, signed, standing_words

__all__ = [
    "CAVEAT",
    "COLUMNS",
    "FLIPS",
    "PRIOR_HISTORIES",
    "Comparison",
    "Difference",
    "Sides",
    "banned_words",
    "compare",
    "counts",
    "csv_text",
    "flips",
    "headline",
    "median_interval",
    "number",
    "side_by_side",
    "signed",
    "standing_words",
    "table_row",
]
