"""Parameter files are read strictly: every mistake is named with file, line, column and path, all at once."""

import pytest

from model.parameters import content_hash, describe, in_words, merge, read_folder
from model.strict_yaml import InputError, read_text

GOOD = """\
leakage:
  means: Share of pressure undone by third parties
  unit: share
  distribution: {uniform: [0.4, 0.9]}
  physics: [0, 1]
  basis: assumption
  why: Judgement.
"""


def problems(*texts):
    documents = [read_text(text, f"file{number}.yaml") for number, text in enumerate(texts)]
    with pytest.raises(InputError) as refusal:
        merge(documents)
    return [str(problem) for problem in refusal.value.problems]


WRONG = [
    (
        GOOD.replace("physics:", "phisics:"),
        [
            "file0.yaml:5:3: leakage.phisics: no such key; did you mean 'physics'?",
            "file0.yaml:1:1: leakage: the key 'physics' is missing",
        ],
    ),
    (
        GOOD.replace("[0.4, 0.9]", "[0.9, 0.4]"),
        ["file0.yaml:4:3: leakage.distribution: uniform [0.9, 0.4]: must obey low < high (share)"],
    ),
    (
        GOOD.replace("[0.4, 0.9]", "[0.4, 1.9]"),
        ["file0.yaml:1:1: leakage: uniform from 0.4 to 1.9: leaves what is possible, [0, 1] share"],
    ),
    (
        GOOD.replace("[0, 1]", "[0]"),
        ["file0.yaml:5:3: leakage.physics: two numbers [low, high] (null where open) are expected, not [0]"],
    ),
    (
        GOOD.replace("[0, 1]", "[0, true]"),
        ["file0.yaml:5:3: leakage.physics: two numbers [low, high] (null where open) are expected, not [0, True]"],
    ),
    (GOOD.replace("Judgement.", "7"), ["file0.yaml:7:3: leakage.why: text is expected, not 7"]),
    (
        GOOD + "  source: a newspaper\n",
        ["file0.yaml:8:3: leakage.source: a list of source ids or references is expected, not 'a newspaper'"],
    ),
    (
        GOOD.replace("assumption", "guess"),
        ["file0.yaml:1:1: leakage: basis 'guess' is none of article, derived, record, literature, assumption"],
    ),
    (GOOD.replace("leakage:", "names:"), ["file0.yaml:1:1: names: the name is taken by the draw itself"]),
    (
        "leakage: 0.6\n",
        [
            "file0.yaml:1:1: leakage: a mapping with the keys means, unit, distribution, physics, basis, why is "
            "expected, not 0.6"
        ],
    ),
    ("- leakage\n", ["file0.yaml:1:1: a mapping of parameter names is expected, not a list"]),
    (
        GOOD + "  record: {distribution: {fixed: 0.5}, bases: record, why: Counted.}\n",
        [
            "file0.yaml:8:40: leakage.record.bases: no such key; did you mean 'basis'?",
            "file0.yaml:8:3: leakage.record: the key 'basis' is missing",
        ],
    ),
    (
        GOOD + "  record: {distribution: {fixed: 2}, basis: record, why: Counted.}\n",
        ["file0.yaml:8:3: leakage.record: fixed at 2: leaves what is possible, [0, 1] share"],
    ),
]


@pytest.mark.parametrize(("text", "messages"), WRONG)
def test_a_mistake_is_named_with_file_line_column_path_value_rule_and_unit(text, messages):
    assert problems(text) == messages


def test_all_mistakes_of_all_files_are_told_at_once():
    first = GOOD.replace("[0, 1]", "[1, 0]")
    second = GOOD.replace("leakage", "front_half_life").replace("unit: share", "unit: 3")
    assert len(problems(first, second)) == 2


def test_a_name_used_in_two_files_is_refused_with_both_places():
    assert problems(GOOD, "\n" + GOOD) == [
        "file1.yaml:2:1: leakage: the name is used twice; file0.yaml:1 has it already"
    ]


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="no parameter files"):
        read_folder(tmp_path)


def test_the_files_of_a_folder_are_merged_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(GOOD.replace("leakage", "zeal"), encoding="utf-8")
    assert list(read_folder(tmp_path)["articles"]) == ["zeal", "leakage"]


BOTH = (
    GOOD
    + """\
  figure: A-F19
  record:
    distribution: {fixed: 0.5}
    basis: record
    why: Counted.
    source: [korean_customs]
"""
)


def test_each_evidence_set_sees_its_own_reading():
    sets = merge([read_text(BOTH, "both.yaml")])
    article, record = sets["articles"]["leakage"], sets["record"]["leakage"]
    assert (article.evidence, article.figure, article.basis) == ("articles", "A-F19", "assumption")
    assert (record.evidence, record.figure, record.basis) == ("record", None, "record")
    assert record.distribution.describe() == "fixed at 0.5"
    assert record.source == ("korean_customs",)
    assert (record.means, record.unit, record.physics) == (article.means, article.unit, article.physics)


def test_a_parameter_without_a_second_reading_belongs_to_both_sets():
    sets = merge([read_text(GOOD, "good.yaml")])
    assert sets["articles"] == sets["record"]
    assert sets["articles"]["leakage"].evidence == "both"


def test_what_was_read_cannot_be_changed():
    sets = merge([read_text(GOOD, "good.yaml")])
    with pytest.raises(TypeError):
        sets["articles"]["leakage"] = None


def test_a_row_tells_a_parameter_in_words():
    row = in_words(merge([read_text(BOTH, "both.yaml")])["record"]["leakage"])
    assert row == {
        "name": "leakage",
        "means": "Share of pressure undone by third parties",
        "unit": "share",
        "distribution": "fixed at 0.5",
        "physics": "[0, 1]",
        "basis": "record",
        "evidence": "record",
        "figure": "",
        "source": "korean_customs",
        "why": "Counted.",
    }


def test_the_rows_of_a_table_keep_the_order_of_the_files():
    parameters = merge([read_text(GOOD, "a.yaml"), read_text(GOOD.replace("leakage", "zeal"), "b.yaml")])["articles"]
    assert [row["name"] for row in describe(parameters)] == ["leakage", "zeal"]


def hash_of(text):
    return content_hash(merge([read_text(text, "a.yaml")])["articles"])


@pytest.mark.parametrize(("old", "new"), [("0.9", "0.8"), ("[0, 1]", "[0, 2]"), ("unit: share", "unit: per cent")])
def test_the_hash_changes_with_whatever_changes_a_draw(old, new):
    assert hash_of(GOOD) != hash_of(GOOD.replace(old, new))


def test_the_hash_depends_neither_on_words_nor_on_order():
    other = GOOD.replace("leakage", "zeal")
    assert hash_of(GOOD) == hash_of(GOOD.replace("Judgement.", "A better reason."))
    assert hash_of(GOOD + other) == hash_of(other + GOOD)
