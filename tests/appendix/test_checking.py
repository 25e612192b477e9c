"""A document is held against its runs: a number changed by hand is named, also with the embedded part changed too."""

import io
import json
import re
import zipfile

import pytest

from model.appendix.checking import check, replayed
from model.appendix.embedding import Document, NoTrace, trace_text
from model.appendix.files_read import read_docx, read_pdf
from model.appendix.reading import read_document, read_html, read_markdown
from model.appendix.writing import files
from tests.appendix.conftest import inside

READ = {"md": read_markdown, "html": read_html}
ALL = {**READ, "docx": read_docx, "pdf": read_pdf}


@pytest.fixture(scope="module")
def written(brief):
    return {name: next(iter(files(brief, [name], "x").values())).decode() for name in READ}


def held(place, runs, name, text):
    """What came of checking a document of that text."""
    with inside(place):
        return check(READ[name](text.encode()), runs)


@pytest.mark.parametrize("name", ALL)
def test_an_untouched_document_holds(place, runs, brief, name):
    content = next(iter(files(brief, [name], "x").values()))
    with inside(place):
        found = check(ALL[name](content), runs)
    assert found.problems == ()
    assert found.numbers == len(brief.trace["numbers"])


def median_of(brief):
    """A median that is shown, with its finding."""
    rows = {one["id"]: one for one in brief.trace["findings"] if one["formula"].startswith("option less")}
    name, _, text = next(
        parts for parts in brief.trace["numbers"] if parts[0] in rows and parts[1] == "median" and len(parts[2]) > 3
    )
    return rows[name], text


def other(text):
    """The same number with its last digit changed."""
    return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"


@pytest.mark.parametrize("name", READ)
def test_a_number_changed_by_hand_is_named(place, runs, written, brief, name):
    one, text = median_of(brief)
    body, mark, rest = written[name].partition("fulcrum-trace")
    changed = re.sub(rf"(?<![\d.,]){re.escape(text)}(?![\d.,])", other(text), body, count=1)
    assert changed != body
    found = held(place, runs, name, changed + mark + rest)
    assert len(found.problems) == 1
    assert f"the document says {other(text)}, the run {text}" in found.problems[0]
    assert one["outcome"] in found.problems[0] or one["option"] in found.problems[0]


@pytest.mark.parametrize("name", READ)
def test_a_number_changed_with_the_embedded_part_is_named_too(place, runs, written, brief, name):
    one, text = median_of(brief)
    trace = json.loads(json.dumps(brief.trace))
    for finding in trace["findings"]:
        if finding["id"] == one["id"]:
            finding["values"]["median"] = 99.5
    for parts in trace["numbers"]:
        if parts[0] == one["id"] and parts[2] == text:
            parts[2] = other(text)
    changed = re.sub(rf"(?<![\d.,]){re.escape(text)}(?![\d.,])", other(text), written[name])
    changed = changed.replace(changed[changed.index('{"asked"') : changed.rindex("}") + 1], trace_text(trace))
    found = held(place, runs, name, changed)
    assert any(f"{text}" in problem and other(text) in problem for problem in found.problems)
    assert any(problem.startswith(f"trace: {one['id']}: values: median is 99.5") for problem in found.problems)


def test_a_changed_word_and_a_dropped_caveat_are_found(place, runs, written):
    text = written["md"].replace("not a forecast", "a forecast", 1)
    assert any("words changed" in problem for problem in held(place, runs, "md", text).problems)
    lines = [line for line in written["md"].splitlines() if not line.startswith("> Simulated worlds")]
    assert any(p.startswith("missing: Simulated") for p in held(place, runs, "md", "\n".join(lines)).problems)


def test_the_analysts_words_may_be_changed(place, runs, written):
    text = written["html"].replace("My colleagues agree.", "My colleagues do not agree: 17 of them.")
    assert held(place, runs, "html", text).problems == ()


def test_a_manifest_changed_in_the_document_is_named(place, runs, written):
    text = written["html"].replace('"seed":7', '"seed":8')
    assert text != written["html"]
    assert any(
        "scenario: the document's manifest says otherwise" in p for p in held(place, runs, "html", text).problems
    )


def test_without_a_run_the_study_is_played_again(place, tmp_path, written):
    found = read_html(written["html"].encode())
    with inside(place):
        again = replayed(found.trace, tmp_path)
        assert check(found, again).problems == ()


@pytest.mark.parametrize("text", ["<html></html>", '<script type="application/json" id="fulcrum-trace">{</script>'])
def test_a_page_without_a_trace_that_can_be_read_is_refused(tmp_path, text):
    (tmp_path / "x.html").write_text(text)
    with pytest.raises(NoTrace):
        read_document(tmp_path / "x.html")


def repacked(content, changes):
    """A DOCX with texts of its parts replaced, as by hand."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            for old, new in changes.get(name, ()):
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return held.getvalue()


def test_a_number_changed_in_word_is_named_also_with_the_custom_part(place, runs, brief):
    one, text = median_of(brief)
    content = files(brief, ["docx"], "x")["x.docx"]
    changed = {"word/document.xml": [(f">{text}<", f">{other(text)}<")]}
    with inside(place):
        found = check(read_docx(repacked(content, changed)), runs)
    assert found.problems and all(f"the document says {other(text)}, the run {text}" in p for p in found.problems)
    changed["customXml/item7.xml"] = [(f'"{text}"', f'"{other(text)}"')]
    escaped = text.replace("−", "\\u2212")
    changed["customXml/item7.xml"] = [(f'"{escaped}"', f'"{other(escaped)}"')]
    with inside(place):
        found = check(read_docx(repacked(content, changed)), runs)
    assert any(f"the document says {other(text)}" in problem for problem in found.problems)
    assert any("list of numbers" in problem for problem in found.problems)
    assert one["outcome"]


def test_a_printed_number_of_another_document_is_found(place, runs, brief):
    lines = list(read_pdf(files(brief, ["pdf"], "x")["x.pdf"]).lines)
    where = next(place for place, line in enumerate(lines) if "24 worlds" in line)
    lines[where] = lines[where].replace("24 worlds", "25 worlds")
    with inside(place):
        found = check(Document(tuple(lines), brief.trace, paged=True), runs)
    assert len(found.problems) == 1 and "25 worlds" in found.problems[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7 nothing"])
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_broken_file_is_refused_in_a_sentence(name, content):
    with pytest.raises(NoTrace):
        ALL[name](content)
