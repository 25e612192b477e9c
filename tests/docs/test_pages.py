"""What docs/ says about the model is what the model is: its tables, its names, its equations' parameters, its paths."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import source_code
import tables

from model import evidence, parameters
from model.actors import ACTORS
from model.levers import LEVERS
from model.strict_yaml import scenarios
from model.systems import SYSTEMS
from model.world import EVENTS, OUTCOMES

ROOT = Path(__file__).resolve().parents[2]
RULES = [
    file
    for file in source_code.files()
    if file.startswith(("model/systems/", "model/actors/")) and source_code.parameters_in(file)
]
FENCED = re.compile(r"^```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LONG_NAME = re.compile(r"(?<![\w</.-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/<*-]|\.py)")
PLACE = re.compile(r"`(model/[\w/]+\.py)`(?:\s+\(((?:`[\w.]+`(?:,\s+)?)+)\))?")
LINK = re.compile(r"\]\((\w+\.md)?(?:#([\w-]+))?\)")
PLUMBING = {"meant", "intentions", "masks", "before"}  # how a rule is carried out, not what it does
PARAMETERS = parameters.load()


def sections(text: str) -> dict[str, str]:
    """Each heading of a page with what stands under it, up to the next heading of any depth."""
    parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def coded(text: str) -> str:
    """What a text sets as code, fenced or inline."""
    return "\n".join(FENCED.findall(text) + INLINE.findall(FENCED.sub("", text)))


def about(file: str, text: str) -> str:
    """The sections of a page that hold a paragraph "Code: …" which names a file."""
    return "\n".join(body for body in sections(text).values() if any(f"`{file}`" in line for line in code_lines(body)))


def code_lines(body: str) -> list[str]:
    """The paragraphs of a section that say where its code is."""
    return [paragraph for paragraph in body.split("\n\n") if paragraph.strip().startswith("Code:")]


def known() -> set[str]:
    """Every name that a page may use."""
    files = {path.stem for path in [*ROOT.glob("*/**/*.py"), *scenarios().glob("**/*.yaml")]}
    catalogues = {*PARAMETERS, *LEVERS, *OUTCOMES, *EVENTS, *evidence.load().targets, *evidence.load().sources}
    return files | catalogues | source_code.identifiers()


def test_every_table_is_current(capsys):
    assert tables.main(["--check"]) == 0, f"run `python docs/tables.py`: {capsys.readouterr().out}"


def test_a_table_that_no_catalogue_makes_is_refused():
    with pytest.raises(LookupError, match=r"parameters\.md: holds the tables \['wishes'\]"):
        tables.rebuilt("parameters.md", "<!-- table: wishes -->\n<!-- end of table -->")


def test_an_outdated_table_is_replaced_and_the_words_around_it_stay():
    text = tables.rebuilt("parameters.md", "Above\n<!-- table: every_parameter -->\nold\n<!-- end of table -->\nbelow")
    assert text.startswith("Above\n") and text.endswith("\nbelow")
    assert "\nold\n" not in text and "`leakage`" in text


def test_every_parameter_of_the_files_is_used_by_the_model_or_by_a_target():
    used = source_code.used_in(PARAMETERS)
    switches = {target.switch for target in evidence.load().targets.values()}
    assert [name for name in PARAMETERS if name not in used and name not in switches] == []


def test_no_rule_has_changed_since_its_section_was_compared_with_it(pages):
    marked = [file for file, _ in tables.RULES.findall(pages["model.md"])]
    assert sorted(marked) == sorted({*RULES, "model/actors/actor.py", "model/actors/decision.py", "model/compiled.py"})
    changed = tables.changed_rules(pages["model.md"])
    assert changed == [], "mend the equations of these files, then run `python docs/tables.py --described`"


def test_a_mark_follows_rules_and_not_words(monkeypatch, tmp_path):
    def mark(text: str) -> str:
        (tmp_path / "rule.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(source_code, "ROOT", tmp_path)
        monkeypatch.setattr(source_code, "files", lambda: {"rule.py": ast.parse(text)})
        return source_code.rules.__wrapped__("rule.py")

    plain = mark("def f(x):\n    return 2 * x\n")
    assert mark('import math\n\ndef f(x):\n    """Twice."""\n    return 2*x  # words\n') == plain
    assert mark("def f(x):\n    return 2 * x + 1\n") != plain


@pytest.mark.parametrize("file", RULES)
def test_the_section_about_a_file_names_every_parameter_that_the_file_uses(file, pages):
    section = about(file, pages["model.md"])
    assert section, f"docs/model.md has no section with a line 'Code: `{file}`'"
    words = set(re.findall(r"\w+", coded(section)))
    assert sorted(source_code.parameters_in(file) - words) == []


@pytest.mark.parametrize("file", [file for file in RULES if source_code.states_in(file)])
def test_the_section_about_a_file_names_every_stock_flow_and_posture_that_the_file_changes(file, pages):
    words = set(re.findall(r"\w+", coded(about(file, pages["model.md"]))))
    assert sorted(source_code.states_in(file) - words - PLUMBING) == []


@pytest.mark.parametrize("page", ["model.md", "glossary.md", "decisions.md"])
def test_every_long_name_that_a_page_sets_as_code_exists(page, pages):
    names = set(LONG_NAME.findall(coded(pages[page])))
    assert sorted(names - known()) == []


@pytest.mark.parametrize("page", ["model.md", "decisions.md"])
def test_every_place_in_the_code_that_a_page_names_exists(page, pages):
    places = PLACE.findall(pages[page])
    assert places
    gone = [file for file, _ in places if not (ROOT / file).is_file()]
    wrong = [
        f"{file}: {name}"
        for file, names in places
        for name in INLINE.findall(names)
        if file not in gone and name not in source_code.defined(file)
    ]
    assert gone + wrong == []


def test_every_link_between_pages_leads_somewhere(pages):
    anchors = {page: {anchor_of(heading) for heading in sections(text)} for page, text in pages.items()}
    dead = [
        f"{page}: {target or page}#{anchor}"
        for page, text in pages.items()
        for target, anchor in LINK.findall(text)
        if (target or page) not in anchors or (anchor and anchor not in anchors[target or page])
    ]
    assert dead == []


def test_the_order_of_a_month_and_the_list_of_actors_are_those_of_the_program(pages):
    order = re.search(r"Systems advance in the\s+order (.+?)\s+\(`model/systems", pages["model.md"], re.DOTALL)
    assert INLINE.findall(order[1]) == list(SYSTEMS)
    assert re.findall(r"^\| `(\w+)` \| `model/actors/", pages["model.md"], re.MULTILINE) == list(ACTORS)


def test_every_lever_that_may_move_nothing_is_defended(pages):
    excused = [lever.id for lever in LEVERS.values() if lever.nearly_inert]
    assert sorted(INLINE.findall(sections(pages["decisions.md"])["Nearly inert levers stay"])) == sorted(excused)


def anchor_of(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_glossary_gives_each_word_one_sentence_and_no_word_twice(pages):
    entries = re.findall(r"^\*\*(.+?)\*\* – (.+?)(?=\n\n|\n\Z)", pages["glossary.md"], re.DOTALL | re.MULTILINE)
    assert len(entries) > 30
    words = [word for word, _ in entries]
    assert words == sorted(words, key=str.lower)
    assert len(set(words)) == len(words)
    assert [word for word, says in entries if not says.endswith(".") or re.search(r"[.!?] [A-Z]", says)] == []
