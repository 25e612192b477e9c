"""Every lever that an article claims exists, and names the claim; export controls alone answer a passage instead."""

from model.evidence import load
from model.levers import LEVERS


def test_every_lever_of_a_claim_exists_and_names_the_claim():
    pairs = [(claim.id, lever) for claim in load().claims.values() for lever in claim.levers]
    assert set(LEVERS) - {lever for _, lever in pairs} == {"export_controls"}
    assert [pair for pair in pairs if pair[0] not in LEVERS[pair[1]].claims] == []


def test_every_claim_that_a_lever_names_points_back_to_it():
    claims = load().claims
    named = [(name, lever.id) for lever in LEVERS.values() for name in lever.claims if name in claims]
    assert named
    assert all(lever in claims[name].levers for name, lever in named)
