"""The exporter refuses what says too much, naming sentence and rule; it only warns of what the analyst typed."""

from dataclasses import replace

import pytest

from model.appendix.document import Paragraph, Plain
from model.appendix.lint import OverClaim, over_claims, refuse_over_claims, warnings
from model.appendix.trace import Ledger
from tests.appendix.conftest import NOTES

PLANTED = {
    "Sanctions will cut shipments.": "words of certainty: 'will'",
    "The model predicts fewer missiles.": "words of certainty: 'predicts'",
    "This is the optimal policy.": "words of certainty: 'optimal'",
    "Tension is expected to fall.": "a point forecast: 'is expected to'",
    "Tension is projected to halve.": "a point forecast: 'projected to'",
    "Patrols inevitably raise tension.": "words of certainty: 'inevitably'",
    "There is a probability of war.": "a share of worlds called a probability: 'probability of'",
}


def with_sentence(document, text):
    """The document with one more sentence in its first section."""
    first = document.sections[0]
    planted = replace(first, blocks=(*first.blocks, Paragraph((Plain(text),))))
    return replace(document, sections=(planted, *document.sections[1:]))


@pytest.mark.parametrize(("sentence", "rule"), PLANTED.items())
def test_a_planted_over_claim_is_refused_with_sentence_and_rule(document, sentence, rule):
    with pytest.raises(OverClaim) as refused:
        refuse_over_claims(with_sentence(document, f"All is well. {sentence} Much is said."))
    assert [(claim.sentence, claim.rule) for claim in refused.value.claims] == [(sentence, rule)]


def test_the_document_itself_claims_nothing(document):
    refuse_over_claims(document, document.trace["findings"])


def test_saying_that_it_is_not_a_forecast_is_no_forecast():
    assert over_claims("Simulated worlds; this is not a forecast.") == []


def unresolved(low: float, high: float):
    """A ledger with one difference of that interval, and its finding as plain values."""
    from model.appendix.trace import DIFFERENCE

    ledger = Ledger()
    one = ledger.finding(DIFFERENCE, {"median": 0.2, "low": low, "high": high}, "articles", "mediation", "tension")
    return ledger, one


@pytest.mark.parametrize(
    ("low", "high", "sentence", "refused"),
    [
        (-0.1, 0.5, "Mediation lowers tension by +0.2.", True),
        (0.1, 0.5, "Mediation raises tension by +0.2.", False),
        (-0.1, 0.5, "Mediation and the status quo cannot be told apart (+0.2).", False),
    ],
)
def test_a_difference_smaller_than_its_error_may_not_be_called_one(document, low, high, sentence, refused):
    ledger, one = unresolved(low, high)
    first = document.sections[0]
    said = Paragraph(ledger.said(sentence, one))
    planted = replace(document, sections=(replace(first, blocks=(said,)),))
    if refused:
        with pytest.raises(OverClaim, match="cannot be told apart is called a difference: “Mediation lowers"):
            refuse_over_claims(planted, [one.plain()])
    else:
        refuse_over_claims(planted, [one.plain()])


def test_the_analysts_own_words_are_warned_of():
    assert [claim.rule for claim in warnings(NOTES)] == [
        "words of certainty: 'will'",
        "words of certainty: 'certainly'",
    ]
