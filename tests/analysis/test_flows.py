"""What passes over the routes is conserved, is what the run holds, and is summed up by its middle and nine in ten."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.flows import ENDS, NAMES, flows
from model.experiment import Scenario, run
from model.experiment.designs.volumes import FATES, Volumes, volumes
from model.experiment.store import STORED
from model.levers import STATUS_QUO, Commitment, Option
from model.systems.channels import GOODS, ROUTES
from model.systems.designation import CHANNELS

BOARDING = Option("boarding", "Boarding", (Commitment("maritime_interdiction", "high"),))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Twelve worlds with a short past under boarding and the status quo, for five months."""
    study = Scenario(
        "Routes", (STATUS_QUO, BOARDING), decision_month=3, months=5, worlds=12, seed=11, histories="prior",
        events={5: "third_party_sea_closed"},
    )  # fmt: skip
    return run(study, tmp_path_factory.mktemp("runs") / "routes")


@pytest.fixture(scope="module")
def played(done):
    return volumes(done, ["status_quo", "boarding"])


def planted(values: np.ndarray) -> Volumes:
    """One option, one month, and the same values (worlds,) on every route to every fate."""
    moved = np.broadcast_to(values[:, None], (1, len(GOODS), len(ROUTES), len(FATES), values.size, 1))
    return Volumes(
        ("x",), ("2026-04",), np.arange(values.size), moved, np.full((1, len(CHANNELS), values.size, 1), 0.25)
    )


def test_what_arrives_is_what_the_run_holds(done, played):
    arrived = played.moved[:, :, :, FATES.index("delivered")].astype(float).sum(axis=(1, 2))
    stored = done.array("third_party_flows").values
    np.testing.assert_allclose(arrived, stored, rtol=1e-5)


def test_the_worlds_are_those_of_the_run_and_its_dated_events_happen(played):
    by_sea = played.moved[:, :, ROUTES.index("third_sea"), FATES.index("delivered")]
    assert by_sea[..., :2].max() > 0
    assert by_sea[..., 2:].max() == 0


def test_boarding_stops_what_the_status_quo_lets_pass(played):
    stopped = played.moved[..., [FATES.index("seized"), FATES.index("turned_back")], :, :].sum(axis=(1, 2, 3))
    assert stopped[1].sum() > stopped[0].sum()


def test_the_suppressed_shares_are_those_of_the_run(done, played):
    mean = played.suppressed.astype(float).mean(axis=1)
    np.testing.assert_allclose(mean, done.array("suppressed_share").values.astype(STORED), rtol=1e-5)


def test_a_link_is_the_middle_and_nine_in_ten_of_its_worlds():
    found = flows(planted(np.arange(101.0)), "2026-04")
    onto = found.links[0]
    assert (onto.source, onto.target) == (NAMES["supplies"], NAMES["third_sea"])
    assert (onto.median, onto.low, onto.high) == (4 * 50, 4 * 5, 4 * 95)
    after = found.links[-1]
    assert (after.source, after.target) == (NAMES["air"], NAMES["left_behind"])
    assert after.median == len(GOODS) * 50


@given(st.lists(st.floats(0, 1e6, width=32), min_size=1, max_size=20))
def test_where_worlds_rise_together_totals_are_the_sums_of_their_links(values):
    found = flows(planted(np.array(values)), "2026-04")
    for total in found.totals:
        own = [
            link
            for link in found.links
            if (link.source if total.source else link.target) == (total.source or total.target)
        ]
        assert sum(link.median for link in own) == pytest.approx(total.median, rel=1e-6, abs=1e-6)


def test_what_is_turned_back_or_seized_is_stopped():
    assert sorted(fate for fates in ENDS.values() for fate in fates) == sorted(FATES)
    found = flows(planted(np.arange(101.0)), "2026-04")
    stopped = next(link for link in found.totals if link.target == NAMES["stopped"])
    assert stopped.median == 2 * len(GOODS) * len(ROUTES) * 50


def test_every_option_has_the_same_places(played):
    found = flows(played, "2024-03")
    places = {option: [(x.source, x.target) for x in found.links if x.option == option] for option in played.options}
    assert places["status_quo"] == places["boarding"]
    assert len(places["boarding"]) == len(GOODS) * len(ROUTES) + len(ROUTES) * len(ENDS)
    assert len(found.networks) == 2 * len(CHANNELS)


def test_a_month_that_was_not_played_is_refused(played):
    with pytest.raises(ValueError, match="'2031-01' is not among those played, 2023-12 to 2024-04"):
        flows(played, "2031-01")


def test_an_option_that_the_run_does_not_hold_is_refused(done):
    with pytest.raises(ValueError, match="no such option 'mediation'; the run holds status_quo, boarding"):
        volumes(done, ["mediation"])
