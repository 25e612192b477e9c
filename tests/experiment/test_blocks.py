"""A block is known by the content of what made it, so what is stored can be told from what is missing."""

import pickle

import pytest

from model.experiment import Scenario, lever_alone
from model.experiment.blocks import FEWEST_COLUMNS, MOST_COLUMNS, batches_of, blocks_of, made_from, source_hash
from model.levers import LEVERS, STATUS_QUO, Commitment, Option
from model.parameters import Distribution


def ids(scenario: Scenario) -> list[str]:
    return [block.id for block in blocks_of(scenario)]


def test_the_same_scenario_gives_the_same_blocks_under_any_title_or_description(tiny):
    renamed = tuple(Option(o.id, "Another title", o.commitments, o.coordination, "Other words") for o in tiny.options)
    assert ids(tiny) == ids(tiny.replace(title="Another", question="Another?", options=renamed))


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"evidence": "record"},
        {"months": 3},
        {"decision_month": 3},
        {"assume": {"china_will_to_press": Distribution("uniform", (0.1, 0.2))}},
        {"events": {"2023-12": "border_clash"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_a_world_changes_every_block(tiny, change):
    assert not set(ids(tiny)) & set(ids(tiny.replace(**change)))


def test_the_level_schedule_or_settings_of_a_lever_change_its_option_alone(tiny):
    levers = [
        Commitment("purl", "low"),
        Commitment("purl", "high", start=1),
        Commitment("purl", "high", settings={"lethal": 1}),
    ]
    for lever in levers:
        changed = tiny.replace(options=(*tiny.options[:2], Option("purl", "PURL", (lever,))))
        kept = set(ids(tiny)) & set(ids(changed))
        assert len(kept) == len(ids(tiny)) * 2 // 3


def test_more_worlds_and_more_options_leave_the_blocks_that_are_full_as_they_are(tiny):
    more = tiny.replace(worlds=1000, options=(*tiny.options, lever_alone("resilience")))
    full = {block.id for block in blocks_of(tiny) if block.worlds == 256}
    assert len(full) == 3
    assert full <= set(ids(more))


def test_blocks_cover_every_world_of_every_option_once(tiny):
    covered = [(b.option.id, world) for b in blocks_of(tiny) for world in range(b.first, b.last)]
    assert sorted(covered) == sorted((o, world) for o in tiny.option_ids for world in range(tiny.worlds))


def test_batches_hold_each_block_once_and_leave_no_process_idle(tiny):
    scenario = tiny.replace(worlds=5000)
    batches = batches_of(blocks_of(scenario))
    held = [block.id for batch in batches for block in batch.blocks]
    assert sorted(held) == sorted(ids(scenario))
    columns = [batch.worlds * len(batch.options) for batch in batches]
    assert MOST_COLUMNS / 2 < columns[0] <= MOST_COLUMNS
    shared = [batch.worlds * len(batch.options) for batch in batches_of(blocks_of(scenario), jobs=3)]
    assert len(shared) >= 3 and min(shared[:3]) > FEWEST_COLUMNS / 2


def test_the_reference_study_is_two_equal_batches_for_two_processes(tiny):
    scenario = tiny.replace(worlds=2000, options=(STATUS_QUO, *(lever_alone(lever) for lever in tuple(LEVERS)[:8])))
    assert [batch.worlds for batch in batches_of(blocks_of(scenario), jobs=2)] == [1024, 976]
    assert sum(batch.worlds for batch in batches_of(blocks_of(scenario.replace(worlds=20)), jobs=2)) == 20
    assert batches_of((), jobs=2) == ()


def test_a_batch_never_plays_a_world_that_is_not_asked_of_it(tiny):
    blocks = blocks_of(tiny.replace(worlds=1000))
    some = [block for number, block in enumerate(blocks) if number % 5 != 2]
    for batch in batches_of(some):
        asked = {(b.option.id, world) for b in batch.blocks for world in range(b.first, b.last)}
        assert len(asked) == batch.worlds * len(batch.options)


def test_a_scenario_survives_the_way_to_another_process(tiny):
    scenario = tiny.replace(
        assume={"china_will_to_press": Distribution("uniform", (0.1, 0.2))}, events={"2023-12": "border_clash"}
    )
    assert pickle.loads(pickle.dumps(scenario)).content() == scenario.content()


def test_what_is_hashed_knows_no_machine(tiny):
    assert set(made_from(tiny)) == {
        "decision_month", "months", "seed", "evidence", "events", "history", "source", "parameters",
    }  # fmt: skip
    assert len(source_hash()) == 64
    assert STATUS_QUO.id == blocks_of(tiny)[0].option.id
