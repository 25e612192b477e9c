"""Takes results; gives findings: pure functions on labelled arrays, one idea a file."""

from model.analysis.comparison.comparison import Comparison, Difference, compare
from model.analysis.comparison.median_interval import median_interval
from model.analysis.comparison.pairs import counts
from model.analysis.comparison.sides import FLIPS, Sides, flips, side_by_side
from model.analysis.comparison.split import compare_by_ceasefire
from model.analysis.comparison.table import COLUMNS, csv_text, table_row
from model.analysis.robustness.judgement import Judgement, judgements, satisficing
from model.analysis.wording import CAVEAT, PRIOR_HISTORIES, banned_words, headline, number, signed, standing_words

__all__ = [
    "CAVEAT",
    "COLUMNS",
    "FLIPS",
    "PRIOR_HISTORIES",
    "Comparison",
    "Difference",
    "Judgement",
    "Sides",
    "banned_words",
    "compare",
    "compare_by_ceasefire",
    "counts",
    "csv_text",
    "flips",
    "headline",
    "judgements",
    "median_interval",
    "number",
    "satisficing",
    "side_by_side",
    "signed",
    "standing_words",
    "table_row",
]
