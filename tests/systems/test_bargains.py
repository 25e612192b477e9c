"""What a deal is worth to both sides together, in worked numbers of US$ m a month."""

from types import SimpleNamespace

import numpy as np
import pytest

from model.systems.bargain import north_korean_margin, sponsor_margin, surplus

PARAMETERS = {
    "commitment_risk": 10.0, "recognition_value": 5.0, "envoy_goodwill": 2.0, "rent_in_troops": 0.5,
    "korean_value": 8.0, "rent_in_korean": 0.1, "rent_in_roadmap": 0.25, "missile_worth": 30.0, "six_party_value": 20.0,
    "linkage_risk": 0.5, "unverified_worth": 0.5, "snap_back_worth": 0.2, "snap_back_fear": 0.1, "worth_of_halt": 40.0,
    "domestic_cost": 0.5, "worth_of_calm": 12.0, "worth_of_roadmap": 60.0,
}  # fmt: skip
TRACKS = ("envoy", "inter_korean", "roadmap", "six_party")


def table(rent=40.0, trust=0.0, verification=0.0, dialogue=0.0, summit=0.0, **offers):
    """One world in which every number of the bargain is known."""
    offered = dict.fromkeys(("aid_offer", "relief_offer", "fishing_offer", "snap_back"), 0.0) | offers
    return SimpleNamespace(
        p=SimpleNamespace(**PARAMETERS),
        instruments=SimpleNamespace(**offered),
        ledger=SimpleNamespace(rent=np.array([[rent]])),
        talks=SimpleNamespace(
            trust=np.array([[trust]]), verification=np.array([[verification]]), oversight=np.array([[verification]])
        ),
        outside_events=SimpleNamespace(summit=np.array([[summit]])),
        south_korea=SimpleNamespace(dialogue=np.array([[dialogue]])),
    )


def margins(function, **known):
    """A margin on each track, by name."""
    return dict(zip(TRACKS, function(table(**known))[:, 0, 0], strict=True))


def test_pyongyangs_margin_is_what_it_gets_less_the_rent_it_loses_and_its_distrust():
    found = margins(north_korean_margin, aid_offer=15.0)
    assert found["envoy"] == pytest.approx(15 + 2 - 0.5 * 40 - 10)
    assert found["inter_korean"] == pytest.approx(0 - 0.1 * 40 - 10)
    assert found["roadmap"] == pytest.approx(5 - 0.25 * 40 - 30 - 10)
    assert found["six_party"] == pytest.approx(20 + 5 - 0.5 * 40 - 10 * 1.5)


def test_relief_that_can_be_taken_back_is_worth_a_tenth_less_to_pyongyang_and_a_fifth_more_to_the_sponsors():
    firm, loose = ({"relief_offer": 50.0, "snap_back": kind} for kind in (1.0, 0.0))
    fear = margins(north_korean_margin, **loose)["roadmap"] - margins(north_korean_margin, **firm)["roadmap"]
    worth = margins(sponsor_margin, **firm)["roadmap"] - margins(sponsor_margin, **loose)["roadmap"]
    assert (fear, worth) == (pytest.approx(5.0), pytest.approx(10.0))


def test_the_sponsors_value_restraint_as_far_as_they_can_see_it():
    blind, seeing = margins(sponsor_margin, aid_offer=10.0), margins(sponsor_margin, aid_offer=10.0, verification=1.0)
    assert blind["envoy"] == pytest.approx(40 * 0.5 - 10 * 1.5)
    assert seeing["envoy"] == pytest.approx(40 - 10 * 1.5)
    assert seeing["inter_korean"] == pytest.approx(12.0)
    assert seeing["six_party"] == pytest.approx(52.0)


def test_high_rents_close_the_room_for_a_halt_and_their_loss_opens_it():
    offer = {"aid_offer": 10.0, "verification": 0.5}
    assert margins(surplus, rent=80.0, **offer)["envoy"] == pytest.approx(10 + 2 - 40 - 10 + 30 - 15)
    assert margins(surplus, rent=80.0, **offer)["envoy"] < 0 < margins(surplus, rent=0.0, **offer)["envoy"]


@pytest.mark.parametrize("track", TRACKS)
def test_trust_and_lower_rents_help_every_track(track):
    poor = margins(surplus, rent=60.0, trust=0.1)[track]
    assert margins(surplus, rent=60.0, trust=0.9)[track] > poor
    assert margins(surplus, rent=20.0, trust=0.1)[track] > poor


def test_aid_is_a_transfer_that_costs_the_sponsors_more_than_it_gives():
    gain = margins(surplus, aid_offer=20.0)["envoy"] - margins(surplus)["envoy"]
    assert gain == pytest.approx(20 - 20 * 1.5)


def test_a_summit_warms_the_tracks_that_bring_recognition():
    warm, cold = margins(surplus, summit=1.0), margins(surplus)
    gained = {track: warm[track] - cold[track] for track in TRACKS}
    assert gained == pytest.approx({"envoy": 0.0, "inter_korean": 0.0, "roadmap": 5.0, "six_party": 5.0})
