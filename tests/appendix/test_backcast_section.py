"""The back-cast in the document: the scoreboard's own numbers, misfits first, each behind a finding and checked."""

import pytest

from model.analysis import number
from model.analysis.validation.scoreboard import backcast
from model.analysis.validation.words import board_sentences, rival_words
from model.appendix import Asked, build
from model.appendix.backcast_section import board_blocks
from model.appendix.checking import check
from model.appendix.document import Bullets, Subheading, Table, lines_of, words_of
from model.appendix.gathering import Material
from model.appendix.markdown import escaped
from model.appendix.reading import read_markdown
from model.appendix.writing import files
from tests.appendix.conftest import inside


@pytest.fixture(scope="module")
def scored(place, runs):
    """A document of nothing but the question and the back-cast."""
    with inside(place):
        return build(runs, Asked(("question", "backcast")))


def tables(document):
    """The tables of the section."""
    return [block for block in document.sections[1].blocks if isinstance(block, Table)]


def texts(row):
    """A row's cells as text, blanks that do not break as ordinary ones."""
    return [words_of(cell).replace("\u00a0", " ") for cell in row]


def test_both_evidence_sets_say_what_the_scoreboard_says(scored, runs):
    blocks = scored.sections[1].blocks
    heads = [words_of(block.runs) for block in blocks if isinstance(block, Subheading)]
    assert heads == ["Evidence set articles", "Evidence set record"]
    for run, said in zip(runs, (block for block in blocks if isinstance(block, Bullets)), strict=True):
        assert texts(said.items) == board_sentences(backcast(run))[:-1]


def test_a_row_for_each_series_and_each_observation_misfits_first(scored, runs):
    board = backcast(runs[0])
    series, points = tables(scored)[:2]
    assert [texts(row)[0] for row in series.rows] == [one.series.title for one in board.series]
    for row, one in zip(series.rows, board.series, strict=True):
        cells = texts(row)
        assert cells[2:5] == [f"{len(one.points)}", f"{one.inside_90}", f"{one.inside_50}"]
        assert cells[5].startswith(number(one.crps)) and cells[6].startswith(rival_words(one))
        assert cells[6].endswith("nearer") == one.rival_wins
    assert len(points.rows) == sum(len(one.points) for one in board.series) > 1
    first = board.series[0].points[0]
    assert texts(points.rows[0])[3] == number(first.quantiles[2])


def test_its_numbers_are_findings_of_its_runs(scored):
    found = {one["id"]: one for one in scored.trace["findings"]}
    for table in tables(scored):
        for row in table.rows:
            behind = {found[run.finding]["formula"].split(", row ")[0] for cell in row for run in cell if hasattr(run, "finding")}  # fmt: skip  # noqa: E501
            assert behind == {"history beside observed series"}


def test_a_score_changed_by_hand_is_named(place, runs, scored):
    score = texts(tables(scored)[0].rows[0])[5]
    text = files(scored, ["md"], "x")["x.md"].decode()
    assert escaped(score) in text
    changed = text.replace(escaped(score), escaped(f"9{score}"), 1)
    with inside(place):
        assert check(read_markdown(text.encode()), runs).problems == ()
        problems = check(read_markdown(changed.encode()), runs).problems
    assert len(problems) == 1 and "crps" in problems[0] and f"9{score.split()[0]}" in problems[0]


def test_a_study_decided_before_anything_was_observed_says_so_without_tables(runs):
    board = {"series": [], "sentences": ["No observed series is dated before 2023-09."]}
    (said,) = board_blocks(Material(model_runs(runs), Asked(())), 0, board)
    assert texts(said.items) == board["sentences"]


def model_runs(results):
    """Runs as the material holds them."""
    from model.analysis.findings.findings import Runs

    return Runs(tuple(results))


def test_lines_of_the_section_are_those_a_reader_sees(scored):
    said = [line.text for line in lines_of(scored)]
    assert any(line.startswith("Table 1. Observed series beside the histories of articles") for line in said)
