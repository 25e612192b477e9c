"""The document: no number without a finding, every section and caption in every file, the same bytes each time."""

import json
import re
from html.parser import HTMLParser

import pytest

from model.analysis import compare, number, signed
from model.analysis.wording import banned_words
from model.appendix import QUICK, SECTIONS, Asked, build
from model.appendix.converting import widths_of
from model.appendix.document import Figure, Number, Plain, Table, lines_of
from model.appendix.files_read import read_docx
from model.appendix.lint import own_lines
from model.appendix.markdown import escaped, markdown_files
from model.appendix.reading import read_html, read_markdown
from model.appendix.trace import DIFFERENCE, Ledger, Orphan, tokens
from model.appendix.writing import FORMATS, files
from tests.appendix.conftest import NOTES, inside


def test_every_section_stands_in_the_order_asked_and_the_annex_behind_them(document):
    ids = [section.id for section in document.sections]
    assert ids == ["question", "summary", "notes", *QUICK[2:], "annex"]
    assert set(QUICK) < set(SECTIONS)


def test_no_number_of_the_text_is_an_orphan(document):
    found = {one["id"]: one for one in document.trace["findings"]}
    lines = lines_of(document)
    for line in lines:
        assert not any(re.search(r"\d", run.text) for run in line.runs if isinstance(run, Plain)), line.text
        assert all(run.finding in found for run in line.numbers), line.text
    assert len(document.trace["numbers"]) == sum(len(line.numbers) for line in lines) > 300


def test_every_finding_knows_formula_and_what_is_of_a_run_knows_its_evidence_and_worlds(document):
    for one in document.trace["findings"]:
        assert one["formula"]
        if one["formula"] == DIFFERENCE:
            assert one["evidence"] in ("articles", "record") and one["worlds"] == 24
            assert one["option"] and one["outcome"] and one["month"]


def test_numbers_of_differences_are_those_of_the_comparison(document, runs):
    rows = {(r.evidence, r.option, r.outcome, r.month): r for run in runs for r in compare(run).differences}
    found = [one for one in document.trace["findings"] if one["formula"] == DIFFERENCE]
    assert len(found) > 20
    for one in found:
        row = rows[one["evidence"], one["option"], one["outcome"], one["month"]]
        assert one["values"]["median"] == row.median and one["values"]["better"] == row.better
    ids = {one["id"]: one for one in found}
    shown = [parts for parts in document.trace["numbers"] if parts[0] in ids and parts[1] == "median"]
    assert shown
    for name, _, text in shown:
        value = ids[name]["values"]["median"]
        assert text in (signed(value), number(value))


def test_a_number_that_no_finding_shows_is_refused():
    ledger = Ledger()
    one = ledger.finding("a test", {"n": 12})
    assert [run.text for run in ledger.said("In 12 worlds", one)] == ["In ", "12", " worlds"]
    with pytest.raises(Orphan, match="'13' in: In 13 worlds"):
        ledger.said("In 13 worlds", one)


def test_a_token_takes_its_sign_and_leaves_hyphens():
    assert tokens("−455 (−491 to +0.5) in A-F04, L01–L13, 2029-03") == [
        "−455", "−491", "+0.5", "04", "01", "13", "2029", "03",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["md", "html", "docx"])
def test_what_is_read_again_is_what_was_written(document, name):
    content = next(iter(files(document, [name], "x").values()))
    found = {"md": read_markdown, "html": read_html, "docx": read_docx}[name](content)
    assert list(found.lines) == [line.text for line in lines_of(document)]
    assert json.loads(json.dumps(document.trace)) == found.trace


def test_the_same_run_gives_the_same_bytes(document, place, runs):
    with inside(place):
        again = build(runs, Asked(QUICK, notes=NOTES))
    assert files(again, FORMATS, "x") == files(document, FORMATS, "x")


class Elements(HTMLParser):
    """Counts what a browser would show, and every reference."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.outside: list[str] = []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append(tag)
        self.ids |= {held["id"]} if "id" in held else set()
        self.links |= {held["href"][1:]} if held.get("href", "").startswith("#") else set()
        self.outside += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]


def test_the_page_holds_every_table_and_figure_and_no_broken_or_outward_reference(document):
    page = Elements()
    page.feed(files(document, ["html"], "x")["x.html"].decode())
    blocks = [block for section in document.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert page.tags.count("table") == page.tags.count("caption") == len(tables) > 5
    assert page.tags.count("tr") == sum(len(table.rows) + 1 for table in tables)
    figures = sum(isinstance(block, Figure) for block in blocks)
    assert page.tags.count("figure") == page.tags.count("figcaption") == figures > 3
    assert page.links <= page.ids
    assert page.outside == []


def test_markdown_lists_its_figures_beside_it(document):
    made = markdown_files(document, "x")
    text = made["x.md"].decode()
    assert all(f"]({name})" in text for name in made if name.endswith(".svg"))
    assert escaped("a|b_*") == "a\\|b\\_\\*"


def test_the_analysts_words_are_marked_and_not_counted_as_the_documents(document):
    text = files(document, ["html"], "x")["x.html"].decode()
    assert 'class="analyst"' in text and NOTES[0] in text
    assert not any(NOTES[0] in line.text for line in lines_of(document))


def test_the_words_promise_nothing(document):
    own = [line.text for line in own_lines(document)]
    assert [word for text in own for word in banned_words(text)] == []


def test_the_summary_shows_both_evidence_sets_and_both_caveats(one_page):
    text = "\n".join(line.text for line in lines_of(one_page))
    assert "articles" in text and "record" in text
    assert "not a forecast" in text and "cannot be told apart" in text
    assert all(isinstance(run, Number | Plain) for line in lines_of(one_page) for run in line.runs)


def test_a_column_is_as_wide_as_its_longest_word_and_a_rare_long_cell_gets_room():
    head = ("option", "who fights", "what it does")
    rows = [("Mediation", "none told", "a sentence of some length that every row has")] * 9
    rows.append(("Reintegration", " × ".join(["intelligence sharing"] * 12), "another"))
    option, fights, does = widths_of(head, rows)
    assert option > len("Reintegration") and fights > 2 * len("intelligence") and does >= 40


def test_columns_of_a_wide_table_shrink_to_a_line_but_never_below_their_words():
    head = tuple(f"column {n}" for n in range(8))
    rows = [tuple(f"demilitarisation and {'more words ' * n}" for n in range(8))] * 3
    widths = widths_of(head, rows)
    assert sum(widths) <= 8 * len("demilitarisation ") and min(widths) > len("demilitarisation")
