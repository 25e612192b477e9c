"""A file says what it looks like, or is refused with the place and the reason."""

import pickle
import time

import pytest

from model.strict_yaml import InputError, Problem, did_you_mean, read, read_text, scenarios, seeds


def refusal(text):
    with pytest.raises(InputError) as caught:
        read_text(text, "case.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-04", "2026-04"),
        ("2026-04-01", "2026-04-01"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e-3", 0.001),
        (".5", 0.5),
        ("-2.8", -2.8),
        ("1_000", "1_000"),
        ("~", None),
        ("", None),
        ("true", True),
        ("'true'", "true"),
        ('"12"', "12"),
        ("<<", "<<"),
    ],
)
def test_a_value_is_what_it_looks_like(written, meant):
    value = read_text(f"a: {written}\n").data["a"]
    assert value == meant
    assert type(value) is type(meant)


def test_keys_are_always_text():
    assert read_text("1: a\nNO: b\n2026-10: c\n").data == {"1": "a", "NO": "b", "2026-10": "c"}


def test_a_place_is_the_line_and_column_of_the_key():
    document = read_text("options:\n  - title: x\n    levers:\n      air_patrol: 1\n", "my_case.yaml")
    assert document.mark(("options", 0, "levers", "air_patrol")) == (4, 7)
    assert document.mark(("options", 0)) == (2, 5)
    assert document.mark(("options", 0, "levers", "absent", "deeper")) == (3, 5)
    problem = document.problem(("options", 0, "levers", "air_patrol"), "no such lever")
    assert str(problem) == "my_case.yaml:4:7: options[0].levers.air_patrol: no such lever"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "case.yaml:3:1: a: the key is given twice; line 1 has it already"),
        ("a: !!python/object/apply:os.system [x]\n", "case.yaml:1:4: a: the tag tag:yaml.org,2002:python/object/apply"),
        ("a: !!str 1\n", "case.yaml:1:4: a: the tag"),
        ("a: ! x\n", "case.yaml:1:4: a: the tag"),
        ("a: &x [1]\nb: *x\n", "case.yaml:1:4: a: anchors and aliases are not read"),
        ("? [1, 2]\n: x\n", "a key is one word or text"),
        ("a: 1\n---\nb: 2\n", "case.yaml:2:1: a second document"),
        ("", "case.yaml:1:1: the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("just words\n", "a mapping or a list is expected"),
        ("a: .nan\n", "case.yaml:1:4: a: .nan is not a finite number"),
        ("a: 1e999\n", "1e999 is not a finite number"),
        ("a: " + "9" * 5000 + "\n", "a whole number of more than"),
        ("a: [1\nb: 2\n", "not valid YAML"),
        ("a:\n\t- 1\n", "case.yaml:2:1: not valid YAML"),
        ("a: *nobody\n", "case.yaml:1:4: a: anchors and aliases"),
        ("a: \x00\n", "case.yaml:1:4: the character U+0000 is not text"),
    ],
)
def test_what_could_surprise_is_refused_with_its_place(text, message):
    assert message in refusal(text)


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 100_000, "- " * 200_000, "? " * 100_000, "a: " * 1000])
def test_deep_nesting_is_refused_at_once(text):
    start = time.perf_counter()
    assert refusal(text)
    assert time.perf_counter() - start < 2


def test_twenty_levels_are_read_and_the_next_is_refused():
    assert read_text("[" * 20 + "1" + "]" * 20).data
    assert "nested deeper than 20 levels" in refusal("[" * 21 + "1" + "]" * 21)


def test_a_missing_a_huge_and_a_binary_file_are_refused(tmp_path):
    huge, binary = tmp_path / "huge.yaml", tmp_path / "binary.yaml"
    huge.write_bytes(b"a: " + b"x" * 1_000_001)
    binary.write_bytes(b"a: 1\nb: \xff\xfe\x00")
    for path, message in [
        (tmp_path / "absent.yaml", "cannot be read"),
        (tmp_path, "cannot be read"),
        (huge, "1:1: larger than 1,000,000 bytes"),
        (binary, "2:4: not UTF-8 text"),
    ]:
        with pytest.raises(InputError, match=message):
            read(path)


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_read(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read(path).data == {"a": 1, "b": 2}
    assert read(path).mark(("b",)) == (2, 1)


def test_several_problems_are_one_line_each_and_survive_a_process():
    error = InputError([Problem("a.yaml", 1, 2, "x", "bad"), Problem("a.yaml", 3, 4, "", "worse")])
    assert str(error) == "a.yaml:1:2: x: bad\na.yaml:3:4: worse"
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_the_nearest_name_is_offered_only_where_one_is_near():
    assert did_you_mean("air_patrol", ["air_patrols", "purl"]) == "; did you mean 'air_patrols'?"
    assert did_you_mean("zebra", ["air_patrols", "purl"]) == ""


def test_the_folders_of_seeds_and_scenarios_exist():
    assert seeds().name == "seeds" and seeds().is_dir()
    assert scenarios().name == "scenarios" and scenarios().is_dir()
