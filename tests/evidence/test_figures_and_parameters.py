"""Figures and parameters point at each other, and what sets a parameter is never also a target."""

from model.evidence import EVIDENCE_SETS, load, targets
from model.parameters import load as load_parameters


def test_every_input_figure_stands_behind_the_parameter_that_it_names():
    parameters = load_parameters("articles")
    inputs = [figure for figure in load().figures.values() if figure.role == "input"]
    assert inputs
    for figure in inputs:
        assert parameters[figure.parameter].figure == figure.id


def test_a_figure_that_a_parameter_cites_is_an_input_or_a_dated_event_and_never_a_target():
    figures = load().figures
    cited = [(one.name, one.figure) for set_ in EVIDENCE_SETS for one in load_parameters(set_).values() if one.figure]
    assert cited
    assert [pair for pair in cited if figures[pair[1]].role not in ("input", "event")] == []


def test_the_switch_of_a_target_is_a_parameter_of_its_evidence_set():
    for set_ in EVIDENCE_SETS:
        assert [one.switch for one in targets(set_) if one.switch and one.switch not in load_parameters(set_)] == []
