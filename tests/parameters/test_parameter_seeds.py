"""The parameters that come with the program are honest about where each number comes from."""

import re

import numpy as np
import pytest

from model.parameters import EVIDENCE_SETS, content_hash, draw, load
from model.strict_yaml import read, seeds

EVERY = [parameter for evidence in EVIDENCE_SETS for parameter in load(evidence).values()]


def ids(catalogue):
    """Ids of the entries of a seed file such as figures.yaml."""
    found = {entry["id"] for entry in read(seeds() / f"{catalogue}.yaml").data[catalogue]}
    assert found
    return found


def targets():
    """Ids of the figures that history must reproduce."""
    figures = read(seeds() / "figures.yaml").data["figures"]
    found = {figure["id"] for figure in figures if "target" in figure["role"]}
    assert {"A-F03", "A-F07", "A-F08", "A-F10", "A-F12", "B-F01"} <= found
    return found


@pytest.mark.parametrize("evidence", EVIDENCE_SETS)
def test_both_evidence_sets_load_and_draw(evidence):
    parameters = load(evidence)
    assert len(parameters) > 300
    drawn = draw(parameters, 20260301, np.arange(256))
    assert all(np.isfinite(drawn[name]).all() for name in parameters)


def test_the_two_evidence_sets_hold_the_same_names_and_differ_only_where_they_say_so():
    articles, record = load("articles"), load("record")
    assert list(articles) == list(record)
    for name in articles:
        same = articles[name].evidence == "both"
        assert (articles[name] == record[name]) == same
    assert content_hash(articles) != content_hash(record)


def test_the_files_are_read_once():
    assert load("articles") is load("articles")
    assert load("record") is load("record")


def test_an_unknown_evidence_set_is_refused():
    with pytest.raises(ValueError, match="no such evidence set 'article'; did you mean 'articles'"):
        load("article")


def test_a_number_from_an_article_names_a_figure_that_exists():
    cited = {parameter.figure for parameter in EVERY if parameter.figure}
    assert {parameter.figure for parameter in EVERY if parameter.basis == "article"} <= cited
    assert cited and cited <= ids("figures")


def test_every_assumption_says_so_in_its_reason():
    assumptions = [parameter for parameter in EVERY if parameter.basis == "assumption"]
    assert assumptions
    silent = [p.name for p in assumptions if not re.search(r"judgement|assum", p.why, re.IGNORECASE)]
    assert silent == []


def test_a_number_from_the_record_or_the_literature_names_a_source():
    outside = [parameter for parameter in EVERY if parameter.basis in ("record", "literature")]
    assert outside
    assert [parameter.name for parameter in outside if not parameter.source] == []


def test_every_source_id_is_known():
    named = {source for parameter in EVERY for source in parameter.source if re.fullmatch(r"[\w.-]+", source)}
    assert named <= ids("sources")


def test_no_prior_knows_a_target():
    assert {parameter.name for parameter in EVERY if parameter.figure in targets()} == set()


def test_no_two_parameters_mean_the_same():
    meanings = [parameter.means for parameter in load().values()]
    assert len(set(meanings)) == len(meanings)


def test_the_reason_is_a_sentence():
    assert [parameter.name for parameter in EVERY if not re.match(r"[A-Z0-9].*[.]$", parameter.why, re.DOTALL)] == []


def test_the_camps_hold_sixteen_hundred_to_two_thousand_soldiers():
    drawn = draw(load(), 7, np.arange(500))
    housed = drawn.barracks_count * drawn.barracks_capacity
    assert housed.min() >= 1600 and housed.max() <= 2000


def test_what_the_articles_bound_stays_inside_the_bound():
    drawn = draw(load(), 7, np.arange(2000))
    assert drawn.relieved_unit_attrition.min() >= 0.12
    assert drawn.china_import_share.min() >= 0.5
    assert drawn.crypto_settlement.max() <= 0.15
    assert drawn.direct_sea_cap.max() <= 0.15


def test_a_deal_breaks_down_as_often_as_the_seven_known_ones():
    breakdown = load()["deal_breakdown"].ppf(np.array([0.05, 0.5, 0.95]))
    assert breakdown == pytest.approx([0.010, 0.0203, 0.036], rel=0.03, abs=0)


def mean_theft(smallest, tail, largest):
    """Mean of a Pareto number that counts as `largest` where it is larger."""
    if tail == 1:
        return smallest * (1 + np.log(largest / smallest))
    return smallest + smallest**tail * (largest ** (1 - tail) - smallest ** (1 - tail)) / (1 - tail)


def test_the_mean_year_of_thefts_is_what_the_record_shows_for_every_draw():
    drawn = draw(load(), 7, np.arange(2000))
    size = [mean_theft(*row) for row in zip(drawn.theft_smallest, drawn.theft_tail, drawn.theft_largest, strict=True)]
    year = 12 * drawn.theft_rate * np.array(size)
    assert year.min() >= 700 and year.max() <= 2200


def test_article_set_sends_no_first_wave_and_the_record_set_about_eleven_thousand():
    worlds = np.arange(200)
    assert (draw(load("articles"), 7, worlds).first_wave == 0).all()
    assert draw(load("record"), 7, worlds).first_wave.mean() == pytest.approx(10_700, rel=0.03, abs=0)
