"""How to read in a browser: three sentences, a glossary that can be searched, nothing cut off."""

from visitor import idle, no_exception, visit, words


def test_it_opens_with_three_sentences_and_the_glossary(page, address):
    visit(page, address, "help")
    said = words(page)
    assert "Three sentences you can trust" in said
    assert "cannot be told apart" in said.lower()
    assert page.locator("[data-testid=stMain] ol").first.is_visible()
    no_exception(page)


def test_the_glossary_is_searched_from_the_keyboard(page, address):
    visit(page, address, "help")
    field = page.get_by_label("Find a word")
    field.focus()
    page.keyboard.type("paired difference")
    page.keyboard.press("Enter")
    idle(page)
    glossary = page.get_by_role("table", name="Glossary")
    assert glossary.locator("tbody tr").count() < 5
    field.fill("no such word")
    field.press("Enter")
    page.get_by_text("No word matches").wait_for()
