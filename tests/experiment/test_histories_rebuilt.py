"""`fulcrum history --rebuild` says whether what is shipped is what the search finds."""

import numpy as np
import pytest
from typer.testing import CliRunner

from model.cli import app
from model.commands.history import beside_shipped
from model.experiment import Scenario
from model.experiment import outlook as outlook_of
from model.experiment.pasts import histories as histories_of
from model.experiment.pasts import past_report
from model.experiment.pasts import search as searching
from model.experiment.pasts.conditioning import Chunk
from model.experiment.pasts.histories import Kept, kept_histories

SCENARIO = "title: Searched\nevidence: record\nworlds: 8\nlucks: 2\nseed: 7\noptions: [status_quo]\n"


def quick(scenario, first: int, last: int) -> Chunk:
    """A search that takes no time: every 211th world is kept."""
    numbers = np.arange(first, last)
    kept = numbers[numbers % 211 == 4]
    return Chunk(first, last, kept, {"growth": last - first - kept.size})


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A place with a scenario, a shipped list that is yet to be written, and a quick search."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(histories_of, "CHUNK", 512)
    monkeypatch.setattr(histories_of, "shipped_path", lambda question: tmp_path / "shipped.json")
    monkeypatch.setattr(searching, "try_worlds", quick)
    monkeypatch.setattr(outlook_of, "try_worlds", quick)
    monkeypatch.setattr(past_report, "SAMPLE", 32)
    (tmp_path / "s.yaml").write_text(SCENARIO)
    return tmp_path


def rebuilt():
    """The command, in this process."""
    return CliRunner().invoke(app, ["history", "s.yaml", "--rebuild", "--jobs", "1"])


def test_a_rebuild_that_finds_what_is_shipped_says_so_and_ends_well(place):
    kept_histories(Scenario.load("s.yaml")).write(place / "shipped.json")
    done = rebuilt()
    assert done.exit_code == 0, done.output
    assert "of the first 1,024 prior worlds the search keeps just those that are shipped" in done.output
    assert "4 kept histories are wanted, 0 stored; one prior world in 205 was kept so far" in done.output


def test_a_rebuild_that_finds_other_histories_names_one_and_ends_with_1(place):
    kept = kept_histories(Scenario.load("s.yaml"))
    Kept(kept.question, kept.source, kept.tried, (5, *kept.numbers[1:]), kept.dropped).write(place / "shipped.json")
    done = rebuilt()
    assert done.exit_code == 1
    assert (
        "only this search keeps 1 of the first 1,024 prior worlds, such as 4; only the other list has 1" in done.output
    )


def test_a_rebuild_beside_a_damaged_list_says_that_it_is_damaged(place):
    scenario = Scenario.load("s.yaml")
    kept = kept_histories(scenario, rebuild=True)
    assert beside_shipped(scenario, kept) is None
    (place / "shipped.json").write_text(kept.text[:-10])
    compared = beside_shipped(scenario, kept)
    assert not compared["same"] and "damaged" in compared["said"]
