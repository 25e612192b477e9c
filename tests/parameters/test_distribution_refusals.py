"""A distribution or an assumption that makes no sense is refused, with name, value, rule and unit."""

import numpy as np
import pytest

from model.parameters import Distribution, Parameter, draw

ATTRITION = Parameter(
    name="relieved_unit_attrition",
    means="Share of a unit lost in a month",
    unit="share / month",
    distribution=Distribution("uniform", (0.1, 0.2)),
    basis="assumption",
    why="Judgement.",
    physics=(0.0, 1.0),
)
WHO = "relieved_unit_attrition (share / month)"

WRONG = [
    ({"uniform": [0.9, 0.4]}, f"{WHO}: uniform [0.9, 0.4]: must obey low < high"),
    ({"uniform": [0.4, 0.4]}, f"{WHO}: uniform [0.4, 0.4]: must obey low < high"),
    (
        {"triangular": [0.1, 0.5, 0.2]},
        f"{WHO}: triangular [0.1, 0.5, 0.2]: must obey low <= mode <= high and low < high",
    ),
    ({"log_uniform": [-0.1, 0.2]}, f"{WHO}: log_uniform [-0.1, 0.2]: must obey 0 < low < high"),
    ({"log_uniform": [0, 0.2]}, f"{WHO}: log_uniform [0, 0.2]: must obey 0 < low < high"),
    ({"log_normal": [0.1, 0]}, f"{WHO}: log_normal [0.1, 0]: must obey median > 0 and 0 < sigma <= 10"),
    ({"normal": [0.1, -1]}, f"{WHO}: normal [0.1, -1]: must obey sd > 0"),
    ({"beta": [0, 1]}, f"{WHO}: beta [0, 1]: must obey 0 < a <= 1e6 and 0 < b <= 1e6"),
    ({"gamma": [-1, 1]}, f"{WHO}: gamma [-1, 1]: must obey 0 < shape <= 1e6 and rate >= 1e-12"),
    ({"chance": 1.5}, f"{WHO}: chance [1.5]: must obey 0 <= p <= 1"),
    (
        {"spike_uniform": [1, 0.1, 0.2]},
        f"{WHO}: spike_uniform [1, 0.1, 0.2]: must obey 0 <= p_zero < 1 and 0 <= low < high",
    ),
    ({"triangular": [0.1, 0.2]}, f"{WHO}: triangular takes low, mode, high, not 2 values [0.1, 0.2]"),
    ({"fixed": []}, f"{WHO}: fixed takes x, not 0 values []"),
    ({"uniform": [0.1, True]}, f"{WHO}: uniform: True is not a finite number"),
    ({"uniform": [0.1, "0.2"]}, f"{WHO}: uniform: '0.2' is not a finite number"),
    ({"uniform": [0.1, float("nan")]}, f"{WHO}: uniform: nan is not a finite number"),
    ({"fixed": float("inf")}, f"{WHO}: fixed: inf is not a finite number"),
    ({"fixed": None}, f"{WHO}: fixed: None is not a finite number"),
    ({"unifrom": [0, 1]}, f"{WHO}: no such distribution 'unifrom'; did you mean 'uniform'?"),
    ({"uniform": [0, 1], "fixed": 1}, f"{WHO}: a distribution has one shape, not 2 (['uniform', 'fixed'])"),
    (
        0.13,
        f"{WHO}: 0.13 is no distribution; give one of fixed, uniform, triangular, log_uniform, normal, beta, gamma, "
        "chance, spike_uniform, log_normal; for a known number write {fixed: 0.13}",
    ),
    (
        {"uniform": [0.5, 2]},
        "relieved_unit_attrition: uniform from 0.5 to 2: leaves what is possible, [0, 1] share / month",
    ),
    (
        {"normal": [2, 0.1]},
        "relieved_unit_attrition: normal with mean 2 and standard deviation 0.1: leaves what is possible, "
        "[0, 1] share / month",
    ),
    (
        {"uniform": [0.1, 0.2], "unit": "share / year"},
        "relieved_unit_attrition: unit 'share / year' is not this parameter's unit, 'share / month'",
    ),
]


@pytest.mark.parametrize(("value", "message"), WRONG)
def test_an_assumption_that_makes_no_sense_is_refused_with_name_value_rule_and_unit(value, message):
    with pytest.raises(ValueError) as refusal:
        ATTRITION.assume(value)
    assert str(refusal.value) == message


def test_an_assumption_may_leave_the_prior_but_not_physics():
    assert ATTRITION.assume({"uniform": [0.5, 0.9]}) == Distribution("uniform", (0.5, 0.9))
    assert ATTRITION.assume({"fixed": 1, "unit": "share / month"}) == Distribution("fixed", (1.0,))


def test_the_tails_of_a_curve_may_be_clipped_but_not_its_middle_half():
    assert ATTRITION.assume({"normal": [0.5, 0.6]}) == Distribution("normal", (0.5, 0.6))
    with pytest.raises(ValueError, match="leaves what is possible"):
        ATTRITION.assume({"normal": [0.5, 0.9]})


def test_a_number_too_large_to_reckon_with_is_refused():
    with pytest.raises(ValueError, match="is not a finite number"):
        Distribution("fixed", (10**400,))


def test_a_huge_wrong_value_does_not_fill_the_message():
    with pytest.raises(ValueError) as refusal:
        ATTRITION.assume({"uniform": ["x" * 10_000, 1]})
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "Relieved"}, "Relieved: a name is lower-case letters, digits and underscores"),
        (
            {"basis": "guess"},
            "relieved_unit_attrition: basis 'guess' is none of article, derived, record, literature, assumption",
        ),
        ({"basis": "article"}, "relieved_unit_attrition: basis article needs the figure it rests on"),
        ({"physics": (1.0, 0.0)}, "relieved_unit_attrition: physics [1, 0]: must obey low < high"),
        (
            {"source": ("some newspaper",)},
            "relieved_unit_attrition: source 'some newspaper' is no source id and does not end in (not checked) or "
            "[M] from memory",
        ),
    ],
)
def test_a_parameter_cannot_be_built_wrong(changes, message):
    fields = {name: getattr(ATTRITION, name) for name in ATTRITION.__dataclass_fields__}
    with pytest.raises(ValueError) as refusal:
        Parameter(**{**fields, **changes})
    assert str(refusal.value) == message


def test_an_assumption_about_no_parameter_is_refused_with_the_nearest_name():
    assumed = {"relieved_unit_atrition": Distribution("fixed", (0.1,))}
    with pytest.raises(ValueError) as refusal:
        draw({ATTRITION.name: ATTRITION}, 1, np.arange(3), assumed)
    assert str(refusal.value) == ("relieved_unit_atrition: no such parameter; did you mean 'relieved_unit_attrition'?")


def test_a_draw_refuses_an_assumption_that_physics_forbids():
    with pytest.raises(ValueError, match=r"leaves what is possible, \[0, 1\] share / month"):
        draw({ATTRITION.name: ATTRITION}, 1, np.arange(3), {ATTRITION.name: Distribution("fixed", (2,))})
