"""The conclusions of the reference study are those on record, or CHANGELOG.md says why they are not."""

import pytest

from tests.golden.golden import ROOT, SETS, findings_of, moved, played, recorded

OLD = {"median": 1.0, "low": 0.5, "high": 1.5, "verdict": "resolved", "better": 1800, "worse": 200}


def lines(**changes):
    """What is told of one finding that is changed."""
    return list(moved({"articles": {"a b c": OLD}}, {"articles": {"a b c": {**OLD, **changes}}}))


def test_a_finding_that_moves_shows_old_and_new():
    (line,) = lines(median=2.0, low=1.5, high=2.5)
    assert line == (
        "articles a b c: was 1 (0.5 to 1.5), resolved, better in 1,800, worse in 200; "
        "is 2 (1.5 to 2.5), resolved, better in 1,800, worse in 200"
    )
    assert lines(verdict="cannot be told apart") and lines(better=1700, worse=300)


def test_the_last_digits_of_another_machine_move_nothing():
    assert lines(median=1.01, low=0.51, better=1799, worse=201) == []


def test_a_finding_that_comes_or_goes_is_told():
    assert next(moved({"articles": {}}, {"articles": {"a b c": OLD}})).startswith("articles a b c: new; 1 (0.5")
    assert next(moved({"articles": {"a b c": OLD}}, {"articles": {}})).startswith("articles a b c: gone; was 1 (0.5")


def test_the_reason_of_the_last_change_stands_in_the_change_log():
    written = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    assert " ".join(recorded()["reason"].split()) in written


@pytest.mark.slow
@pytest.mark.parametrize("evidence", SETS)
def test_the_findings_of_the_reference_study_are_those_on_record(evidence, tmp_path):
    new = findings_of(played(evidence, tmp_path))
    changed = list(moved({evidence: recorded()["findings"][evidence]}, {evidence: new}))
    assert not changed, "\n".join(
        ["findings moved; python -m tests.golden.golden REASON, and the reason in CHANGELOG.md:", *changed]
    )
