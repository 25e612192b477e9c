"""DOCX and PDF opened by independent readers: every table with all its rows, every caption, sharp pictures, pages."""

import io
import re
import zipfile

import docx
import pypdf
import pytest

from model.appendix import Asked, build
from model.appendix.document import Figure, Note, Table, every_runs, lines_of
from model.appendix.house import SIZES
from model.appendix.pictures import INCHES
from model.appendix.writing import files, summary_files
from tests.appendix.conftest import inside

POINTS = 72 / 25.4  # a millimetre
SHARP = 200


@pytest.fixture(scope="module")
def word(document):
    """The DOCX, opened by python-docx."""
    return docx.Document(io.BytesIO(files(document, ["docx"], "x")["x.docx"]))


@pytest.fixture(scope="module")
def printed(document):
    """The PDF, opened by pypdf."""
    return pypdf.PdfReader(io.BytesIO(files(document, ["pdf"], "x")["x.pdf"]))


def blocks(document, kind):
    """Blocks of a kind, in the order of reading."""
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def test_word_finds_every_section_and_the_contents_name_them(document, word):
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings == [f"{n} {section.title}" for n, section in enumerate(document.sections, 1)]
    xml = word.element.xml
    assert [p.text for p in word.paragraphs if p.style.name == "toc 1"] == headings
    marks = set(re.findall(r'w:name="(_Toc_\w+)"', xml))
    assert set(re.findall(r'w:anchor="(_Toc_\w+)"', xml)) == marks and len(marks) == len(headings)


def test_word_finds_every_table_with_all_rows_and_a_head_that_repeats(document, word):
    made = blocks(document, Table)
    assert [len(table.rows) for table in word.tables] == [len(table.rows) + 1 for table in made]
    assert all(
        "w:tblHeader" in table.rows[0]._tr.xml and "w:cantSplit" in table.rows[0]._tr.xml for table in word.tables
    )


def test_word_numbers_every_caption_by_a_field(document, word):
    captions = [p for p in word.paragraphs if p.style.name == "Caption"]
    for kind, made in (("Table", blocks(document, Table)), ("Figure", blocks(document, Figure))):
        own = [p.text for p in captions if p.text.startswith(kind)]
        assert [text.split(".")[0] for text in own] == [f"{kind} {n}" for n in range(1, len(made) + 1)]
    assert all(" SEQ " in p._p.xml for p in captions)


def test_pictures_in_word_are_sharp_and_are_read_aloud(document, word):
    shapes = word.inline_shapes
    assert len(shapes) == len(blocks(document, Figure)) > 3
    for shape in shapes:
        assert len(shape._inline.docPr.get("descr")) > 40
        held = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert held.image.px_width / (shape.width / 914400) >= SHARP
    assert INCHES > 6


def test_word_carries_its_footnotes_and_no_date_but_one(document, word):
    content = files(document, ["docx"], "x")["x.docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = package.read("word/footnotes.xml").decode()
        assert len(set(entry.date_time for entry in package.infolist())) == 1
        assert len(package.namelist()) == len(set(package.namelist()))
    held = sum(isinstance(run, Note) for runs in every_runs(document) for run in runs)
    assert notes.count("<w:footnote ") == held + 2 > 2
    assert word.core_properties.created.year == word.core_properties.modified.year == 2000


def test_print_shows_every_section_caption_and_row(document, printed):
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    bare = text.replace(" ", "")
    for line in lines_of(document):
        if line.kind in ("heading", "caption"):
            assert line.text.replace(" ", "")[:60] in bare, line.text
    for table in blocks(document, Table):
        first = table.rows[-1][0]
        said = "".join(run.text for run in first if not isinstance(run, Note)).replace(" ", "")
        assert said[:20] in bare


def test_print_is_tagged_archival_and_holds_the_trace(printed):
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en")
    assert "fulcrum-trace.json" in printed.attachments
    assert b"pdfaid" in root["/Metadata"].get_data() and b"pdfuaid" in root["/Metadata"].get_data()
    assert all(not page.get("/Annots") or page["/Annots"] for page in printed.pages)


@pytest.mark.parametrize("paper", SIZES)
def test_the_summary_is_one_page_of_the_paper_asked_for(place, runs, paper):
    with inside(place):
        made = build(runs, Asked((), paper, summary=True))
    page = pypdf.PdfReader(io.BytesIO(summary_files(made, "s")["s.pdf"]))
    assert len(page.pages) == 1
    size = [round(float(side) / POINTS, 1) for side in page.pages[0].mediabox[2:]]
    assert size == pytest.approx(list(SIZES[paper][1:]), abs=0.2)
