"""Pictures of a document are held against the runs: a swapped, edited, dropped or added one is named."""

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from model.appendix import Asked, build
from model.appendix.checking import check
from model.appendix.files_read import read_docx, read_pdf
from model.appendix.reading import read_document, read_html
from model.appendix.writing import files
from tests.appendix.conftest import inside
from tests.appendix.test_checking import repacked

ALL = ("docx", "pdf", "html", "md")


@pytest.fixture(scope="module")
def drawn(place, runs):
    """A document with charts, and every file of it."""
    with inside(place):
        made = build(runs, Asked(("question", "charts")))
        return files(made, ALL, "x")


def problems(place, runs, document):
    """What does not hold in a document."""
    with inside(place):
        return check(document, runs).problems


def swapped(content):
    """A DOCX whose first two pictures have changed places."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(held, "w") as after:
        one, other = sorted(name for name in before.namelist() if name.startswith("word/media/"))[:2]
        turned = {one: other, other: one}
        for name in before.namelist():
            after.writestr(name, before.read(turned.get(name, name)))
    return held.getvalue()


@pytest.mark.parametrize("name", ALL)
def test_untouched_pictures_hold(place, runs, drawn, tmp_path, name):
    for path, content in drawn.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    document = read_document(tmp_path / f"x.{name}")
    assert document.pictures
    assert problems(place, runs, document) == ()


def test_pictures_that_changed_places_in_word_are_both_named(place, runs, drawn):
    found = problems(place, runs, read_docx(swapped(drawn["x.docx"])))
    assert found == tuple(f"figure {n}: what is drawn is not what the runs give" for n in (1, 2))


def test_words_read_aloud_that_were_changed_in_word_are_named(place, runs, drawn):
    changed = repacked(drawn["x.docx"], {"word/document.xml": [('descr="', 'descr="Nothing happened. ')]})
    found = problems(place, runs, read_docx(changed))
    assert found and all("read aloud in its place say otherwise" in problem for problem in found)


def test_a_line_of_a_chart_that_was_bent_in_a_page_is_named(place, runs, drawn):
    text = drawn["x.html"].decode()
    start = text.index("<svg", text.index("<svg") + 1)
    path = re.search(r' d="M[^"]{20,}"', text[start:])[0]
    changed = text[:start] + text[start:].replace(path, path.replace("1", "2"), 1)
    assert problems(place, runs, read_html(changed.encode())) == (
        "figure 2: what is drawn is not what the runs give",
    )  # fmt: skip


def test_a_chart_replaced_by_a_photograph_and_one_that_was_added_are_named(place, runs, drawn):
    text = drawn["x.html"].decode()
    photograph = '<img src="data:image/png;base64,AAAA">'
    replaced = re.sub(r"<svg\b.*?</svg>", photograph, text, count=1, flags=re.DOTALL)
    assert problems(place, runs, read_html(replaced.encode()))[0].startswith("figure 1: what is drawn")
    added = problems(place, runs, read_html(text.replace("</main>", f"{photograph}</main>").encode()))
    assert len(added) == 1 and added[0].endswith("a picture that the runs do not give")


def test_a_page_that_a_browser_wrote_anew_still_holds(place, runs, drawn):
    text = re.sub(r"<path ([^>]*)/>", r"<path \1></path>", drawn["x.html"].decode())
    assert text != drawn["x.html"].decode()
    assert problems(place, runs, read_html(text.encode())) == ()


def test_a_picture_beside_a_text_that_was_changed_is_named_and_one_that_is_lost_is_said(place, runs, drawn, tmp_path):
    (tmp_path / "x-figures").mkdir()
    (tmp_path / "x.md").write_bytes(drawn["x.md"])
    for path, content in drawn.items():
        if path.endswith(".svg") and not path.endswith("-2.svg"):
            (tmp_path / path).write_bytes(content.replace(b"stroke", b"strike") if "-1." in path else content)
    with inside(place):
        found = check(read_document(tmp_path / "x.md"), runs)
    assert found.problems == ("figure 1: what is drawn is not what the runs give",)
    assert found.note == "1 pictures are not beside the text, and were not compared."


def test_a_text_shows_no_file_outside_its_folder(place, runs, drawn, tmp_path):
    text = drawn["x.md"].decode().replace("x-figures/figure-1.svg", "../secret.svg")
    (tmp_path / "secret.svg").write_bytes(drawn["x-figures/figure-1.svg"])
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "x.md").write_text(text)
    assert read_document(tmp_path / "inner" / "x.md").pictures[0].content == ""


def test_a_line_drawn_into_a_printed_page_is_named(place, runs, drawn):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn["x.pdf"]))
    page = writer.pages[2]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n0 0 m 300 300 l S")
    page[NameObject("/Contents")] = writer._add_object(stream)
    held = io.BytesIO()
    writer.write(held)
    found = problems(place, runs, read_pdf(held.getvalue()))
    assert found == ("page 3: what is drawn is not what the runs give",)


def test_pictures_of_other_tools_are_not_compared_and_that_is_said(place, runs, drawn):
    document = read_docx(swapped(drawn["x.docx"]))
    document = replace(document, trace={**document.trace, "drawn": {"vl-convert-python": "0.1"}})
    with inside(place):
        found = check(document, runs)
    assert found.problems == () and "were not compared" in found.note and "vl-convert-python 0.1" in found.note
