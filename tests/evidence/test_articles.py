"""Every figure's characters stand in the paragraph that is said to hold them."""

import json

import pytest

from model.evidence import verify
from model.evidence.articles import paragraphs_of
from model.strict_yaml import InputError

A = "000_2b42d5cf8e5092f8.txt"
B = "004_84f9be520d25cb63.txt"


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_37_figures_are_found_in_the_articles(articles):
    seen = verify(articles)
    assert (len(seen.found), seen.missing, seen.ok) == (37, (), True)
    assert [(copy.document, copy.same) for copy in seen.documents] == [("A", True), ("B", True)]


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        (A, "1500", "2500", "A-F03"),
        (A, "2. percent 8", "2.8 per cent", "A-F08"),
        (A, "twelve per cent", "thirteen per cent", "A-F04"),
        (A, "—each capable of housing 400 to 500", "—each capable of housing 400 to 5000", "A-F06"),
        (A, "Six Talks Party", "Six Party Talks", "A-F23"),
        (B, "approximately 33,000", "approximately 33,500", "B-F01"),
        (B, "evolving trilateral", "evolving", "B-F09"),
    ],
)
def test_a_changed_token_is_reported_with_its_paragraph(articles, file, old, new, figure):
    rewrite(articles / file, old, new)
    seen = verify(articles)
    assert [missing.id for missing in seen.missing] == [figure]
    assert f"{figure[0]}.P" in seen.missing[0].reason and len(seen.found) == 36


def test_a_document_that_differs_elsewhere_is_named_though_its_figures_stand(articles):
    rewrite(articles / A, "morally troubling", "troubling")
    seen = verify(articles)
    assert not seen.missing and not seen.ok
    assert "content hash differs" in seen.documents[0].note and seen.documents[1].same


def test_a_paragraph_that_is_lost_moves_the_figures_behind_it(articles):
    text = (articles / A).read_text(encoding="utf-8")
    (articles / A).write_text(text[text.index("Imagery") :], encoding="utf-8")
    missing = {missing.id for missing in verify(articles).missing}
    assert {"A-F03", "A-F08", "A-F28"} <= missing and not any(name.startswith("B") for name in missing)


def test_a_missing_article_is_reported_for_each_of_its_figures(articles):
    (articles / B).unlink()
    seen = verify(articles)
    assert len(seen.missing) == 9
    assert "document B is not in the folder" in seen.missing[0].reason


def test_the_verification_is_plain_json(articles):
    said = json.loads(json.dumps(verify(articles).as_json()))
    assert len(said["found"]) == 37 and said["missing"] == []
    assert said["documents"][0]["file"] == A


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such folder of articles"):
        verify(tmp_path / "nowhere")


def test_paragraphs_are_non_empty_lines_with_every_space_alike():
    content = "one\u00a0 two \r\n\n \u00a0 \nthree\n".encode()
    assert paragraphs_of(content) == ("one two", "three")
