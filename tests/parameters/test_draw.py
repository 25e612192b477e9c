"""A world's draw of a parameter is the same for ever, whatever stands beside it, and nothing can change it."""

import pickle

import numpy as np
import pytest

from model.parameters import Distribution, Draw, Parameter, Rows, draw, load


def parameter(name, form, *values, physics=(-np.inf, np.inf)):
    return Parameter(name, "A number", "units", Distribution(form, values), "assumption", "Judgement.", physics)


PARAMETERS = {
    "rate": parameter("rate", "log_uniform", 0.1, 10),
    "share": parameter("share", "beta", 2, 5),
    "reaction": parameter("reaction", "normal", 0, 1, physics=(-1.0, 1.0)),
}


def test_a_world_keeps_its_draw_when_worlds_are_added():
    few, many = draw(PARAMETERS, 7, np.array([3, 5])), draw(PARAMETERS, 7, np.arange(400))
    for name in PARAMETERS:
        assert few[name].tobytes() == many[name][[3, 5]].tobytes()


def test_a_world_keeps_its_draw_when_parameters_are_added_before_it():
    more = {"another": parameter("another", "uniform", 0, 1), **PARAMETERS}
    before, after = draw(PARAMETERS, 7, np.arange(50)), draw(more, 7, np.arange(50))
    for name in PARAMETERS:
        assert before[name].tobytes() == after[name].tobytes()


def test_a_world_keeps_its_other_draws_when_one_parameter_is_assumed():
    plain = draw(PARAMETERS, 7, np.arange(50))
    assumed = draw(PARAMETERS, 7, np.arange(50), {"share": Distribution("fixed", (0.5,))})
    assert (assumed.share == 0.5).all()
    assert assumed.rate.tobytes() == plain.rate.tobytes()


def test_every_block_of_worlds_gives_the_same_bits_with_all_parameters_of_the_model():
    parameters = load()
    whole = draw(parameters, 11, np.arange(300))
    for block in (1, 7, 33, 256):
        piece = draw(parameters, 11, np.arange(40, 40 + block))
        for name in parameters:
            assert piece[name].tobytes() == whole[name][40 : 40 + block].tobytes()


def test_another_seed_gives_other_worlds():
    assert not (draw(PARAMETERS, 7, np.arange(50)).rate == draw(PARAMETERS, 8, np.arange(50)).rate).any()


def test_two_parameters_of_one_shape_do_not_share_their_luck():
    parameters = {name: parameter(name, "uniform", 0, 1) for name in ("first", "second")}
    drawn = draw(parameters, 7, np.arange(2000))
    assert abs(np.corrcoef(drawn.first, drawn.second)[0, 1]) < 0.1


def test_draws_are_clipped_to_what_is_possible():
    reaction = draw(PARAMETERS, 7, np.arange(2000)).reaction
    assert reaction.min() == -1 and reaction.max() == 1


def test_the_drawn_worlds_follow_the_distribution():
    drawn = draw(PARAMETERS, 7, np.arange(4000))
    assert np.median(drawn.rate) == pytest.approx(1.0, rel=0.1, abs=0)
    assert drawn.share.mean() == pytest.approx(2 / 7, rel=0.03, abs=0)


def test_a_draw_cannot_be_changed():
    drawn = draw(PARAMETERS, 7, np.arange(5))
    with pytest.raises(AttributeError, match="a draw cannot be changed"):
        drawn.rate = np.zeros(5)
    with pytest.raises(AttributeError, match="a draw cannot be changed"):
        del drawn.rate
    with pytest.raises(ValueError, match="read-only"):
        drawn.rate[0] = 1


def test_a_draw_does_not_change_with_the_array_it_was_made_from():
    values = np.ones(3)
    drawn = Draw({"rate": values})
    values[0] = 5
    assert drawn.rate.tolist() == [1.0, 1.0, 1.0]


def test_an_unknown_name_is_answered_with_the_nearest_one():
    drawn = draw(PARAMETERS, 7, np.arange(5))
    for values in (drawn, Rows(drawn)):
        with pytest.raises(AttributeError) as refusal:
            _ = values.shrae
        assert str(refusal.value) == "no such parameter 'shrae'; did you mean 'share'?"


def test_rows_are_the_draw_with_the_shape_of_one_option_and_cannot_be_changed():
    drawn = draw(PARAMETERS, 7, np.arange(5))
    rows = Rows(drawn)
    assert rows.share.shape == (1, 5) and rows.share[0].tobytes() == drawn.share.tobytes()
    assert rows.select(np.array([3, 3])).share.tolist() == [[drawn.share[3]] * 2]
    with pytest.raises(ValueError):
        rows.share[0] = 1.0


def test_a_draw_names_its_parameters_in_order_and_survives_the_way_to_another_process():
    drawn = draw(PARAMETERS, 7, np.arange(5))
    copy = pickle.loads(pickle.dumps(drawn))
    assert copy.names == drawn.names == ("rate", "share", "reaction")
    assert copy.rate.tobytes() == drawn.rate.tobytes()
    assert not copy.rate.flags.writeable
