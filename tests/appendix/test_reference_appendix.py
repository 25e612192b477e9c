"""The reference study's appendix in all formats: read again whole, verified, also after an office suite saved it."""

import io
import shutil
import subprocess

import docx
import pypdf
import pytest

from model.appendix import QUICK, Asked, build
from model.appendix.checking import check
from model.appendix.document import Figure, Table, lines_of
from model.appendix.files_read import read_docx
from model.appendix.reading import read_document
from model.appendix.writing import FORMATS, files, summary_files
from model.experiment import Scenario, run
from model.strict_yaml import scenarios
from tests.appendix.conftest import inside

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The reference study in both evidence sets, and a folder in which answers are kept."""
    folder = tmp_path_factory.mktemp("reference")
    scenario = Scenario.load(scenarios() / "reference.yaml")
    sets = ("articles", "record")
    return folder, [run(scenario.replace(evidence=name), folder / "runs" / name) for name in sets]


@pytest.fixture(scope="module")
def whole(study):
    folder, results = study
    with inside(folder):
        return build(results, Asked(QUICK))


@pytest.fixture(scope="module")
def written(study, whole):
    """Every file of the document, on disk."""
    folder, _ = study
    for name, content in files(whole, FORMATS, "appendix").items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_again_and_holds(study, written, name):
    folder, results = study
    with inside(folder):
        found = check(read_document(written / f"appendix.{name}"), results)
    assert found.problems == () and found.numbers > 3000


def test_every_row_of_every_table_is_printed_and_in_word(whole, written):
    reader = pypdf.PdfReader(written / "appendix.pdf")
    printed = "".join(page.extract_text() for page in reader.pages)
    printed = "".join(printed.split())
    for line in lines_of(whole):
        if line.kind == "row":
            begins = "".join("".join(line.text.split("|")[:3]).split())[:24]
            assert begins in printed, line.text
    tables = [b for s in whole.sections for b in s.blocks if isinstance(b, Table)]
    word = docx.Document(str(written / "appendix.docx"))
    assert [len(table.rows) for table in word.tables] == [len(table.rows) + 1 for table in tables]
    assert len(word.inline_shapes) == sum(isinstance(b, Figure) for s in whole.sections for b in s.blocks) > 8


def test_the_summary_of_the_reference_study_is_one_page(study):
    folder, results = study
    with inside(folder):
        made = build(results, Asked((), summary=True))
    (content,) = summary_files(made, "s").values()
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


def test_it_holds_after_an_office_suite_saved_it_and_a_change_there_is_named(study, written, tmp_path):
    suite = shutil.which("soffice")
    if suite is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder, results = study
    command = [suite, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(written / "appendix.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = (tmp_path / "appendix.docx").read_bytes()
    assert saved != (written / "appendix.docx").read_bytes()
    document = read_docx(saved)
    with inside(folder):
        assert check(document, results).problems == ()
    place, line = next((n, line) for n, line in enumerate(document.lines) if line.startswith("In 1,"))
    changed = type(document)(
        (*document.lines[:place], line.replace("In 1,", "In 2,", 1), *document.lines[place + 1 :]), document.trace
    )
    with inside(folder):
        problems = check(changed, results).problems
    assert len(problems) == 1 and "the document says 2," in problems[0]
