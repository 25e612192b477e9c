"""Evidence that contradicts itself or points nowhere is refused with file, line, column, path and reason."""

import pytest

from model.evidence import load
from model.strict_yaml import InputError

SPOILED = [
    ("figures.yaml", "id: A-F02", "id: A-F01", "'A-F01' is given twice; line"),
    (
        "figures.yaml",
        "  parameter: barracks_count",
        "  paramter: barracks_count",
        "figures[4].paramter: no such key; did you mean 'parameter'?",
    ),
    ("figures.yaml", "values: [-2.8]", "values: -2.8", "figures[7].values: a list is expected, not -2.8"),
    (
        "figures.yaml",
        "bound: range",
        "bound: rnge",
        "figures[5].bound: 'rnge' is not known here; did you mean 'range'?",
    ),
    (
        "figures.yaml",
        "sources: [bok_2024]",
        "sources: [bok_2023]",
        "no such source 'bok_2023'; did you mean 'bok_2024'?",
    ),
    ("figures.yaml", "months: [2026-03]", "months: [2026-04]", "does not hold 'march_speech' in just these months"),
    ("figures.yaml", "months: [2026-03]", "months: [March]", "a month written YYYY-MM is expected, not 'March'"),
    ("figures.yaml", "  parameter: barracks_count\n", "", "the role 'input' goes with ('parameter',)"),
    ("targets.yaml", "figure: A-F08", "figure: A-F09", "role 'target', but no target names the figure"),
    ("targets.yaml", "low: 28050", "low: 38050", "a band has an end, and its value lies inside it"),
    ("targets.yaml", "  switch: payment_window_is_half_year\n", "", "one window is expected, or two with a 'switch'"),
    (
        "targets.yaml",
        "statistic: change_percent\n  windows: [{first: 2025-04",
        "statistic: mean\n  windows: [{first: 2025-04",
        "'reference' goes with the statistic change_percent",
    ),
    (
        "sources.yaml",
        'checked: true,\n   read: "the whole text, 15',
        'checked: false,\n   read: "the whole text, 15',
        "'checked' is true exactly where 'read' says",
    ),
    (
        "sources.yaml",
        "id: fnf_2024, kind: record, grade: official",
        "id: fnf_2024, kind: record, grade: offical",
        "no such grade 'offical'; did you mean 'official'?",
    ),
    ("claims.yaml", "mechanisms: [M22]", "mechanisms: [M222]", "no such mechanism 'M222'; did you mean 'M22'?"),
    ("claims.yaml", "levers: [neutral_envoys]", "note: none", "say where it is modelled, or why it is not"),
    ("actors.yaml", "actors:\n", "actor:\n", "no such key; did you mean 'actors'?"),
    (
        "history_events.yaml",
        "event: inspections_suspended, month: 2025-05",
        "event: inspections_suspended, month: 2023-05",
        "an event happens at least once, from 2023-09 on",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILED)
def test_a_spoiled_file_of_seeds_is_refused_with_its_place(spoiled, file, old, new, message):
    with pytest.raises(InputError) as caught:
        load(spoiled(file, old, new))
    said = str(caught.value)
    assert message in said
    problem = caught.value.problems[0]
    assert problem.line >= 1 and problem.column >= 1 and str(problem).count(":") >= 3


def test_a_lever_may_not_stand_on_a_mechanism_that_is_left_out(spoiled):
    folder = spoiled(
        "mechanisms.yaml",
        'sign: "+", implemented_in: [model.actors.envoys, model.systems.talks]}',
        'sign: "+", not_modelled: we ran out of ideas}',
    )
    with pytest.raises(InputError, match="M22 is not modelled but stands behind a lever"):
        load(folder)


def test_more_than_five_things_may_not_be_left_out(spoiled):
    folder = spoiled("actors.yaml", "implemented_in: [model.actors.envoys]", "not_modelled: too shy")
    for name in ("six_party", "ukraine"):
        text = (folder / "actors.yaml").read_text(encoding="utf-8")
        changed = text.replace(f"implemented_in: [model.actors.{name}]", "not_modelled: too many")
        (folder / "actors.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(InputError, match="more than 5 things would be left out"):
        load(folder)
