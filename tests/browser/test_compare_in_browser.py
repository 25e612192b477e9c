"""Checks 25, 26 and 29 of the design: the status quo against itself, no score, and interactions with an estimate."""

import re
import time

import visitor

FEW = "80"
LEVERS = {"ne": "high", "do": "medium"}
COLUMN = re.compile(r"\b(score|rank|total)\b", re.IGNORECASE)


def compare(page, address: str, tab: str = "Ranking", **query: str) -> None:
    """Open a tab of the Compare page and wait until its work is done."""
    visitor.visit(page, address, "compare", **{"n": FEW, "out": "tension", "p_tab": tab, **query})
    settled(page)


def settled(page) -> None:
    """Wait until no long work is shown any more."""
    visitor.finished(page)
    page.get_by_role("tab").first.wait_for(timeout=visitor.PATIENCE)


def rows(page) -> list[list[str]]:
    """The ranking table as text, its head first."""
    table = page.locator("[data-testid=stTable]").filter(has_text="Verdict").first
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tr").all()]


def test_the_status_quo_beside_itself_differs_nowhere_and_cannot_be_told_apart(page, address):
    compare(page, address)
    head, *body = rows(page)
    own = dict(zip(head, next(row for row in body if row[0] == "Status quo"), strict=True))
    assert own["Verdict"].startswith("cannot be told apart")
    assert own["90 % interval"] == "0 to 0"
    assert next(value for name, value in own.items() if name.startswith("Median difference")) == "0"
    visitor.no_exception(page)


def test_a_row_whose_interval_includes_zero_says_so_and_no_column_adds_anything_up(page, address):
    compare(page, address, **LEVERS)
    head, *body = rows(page)
    assert not [name for name in head if COLUMN.search(name)]
    interval, verdict = head.index("90 % interval"), head.index("Verdict")
    for row in body:
        low, high = (float(end.replace("−", "-").replace(",", "")) for end in row[interval].split(" to "))
        assert ("cannot be told apart" in row[verdict]) == (low <= 0 <= high), row


def test_interactions_say_how_long_they_take_before_they_start_and_are_there_at_once_on_a_second_visit(page, address):
    never_before = str(time.time_ns() % 1_000_000_000)
    compare(page, address, tab="Interactions", **LEVERS, seed=never_before, hs="prior")
    plan = page.get_by_text(re.compile(r"portfolios of \d+ parts.*: about \d+ s"))
    plan.wait_for(timeout=visitor.PATIENCE)
    page.get_by_role("button", name="Play every portfolio").click()
    done = page.get_by_text("Shapley values share out the mean difference")
    done.wait_for(timeout=visitor.PATIENCE)
    page.locator("[data-testid=stVegaLiteChart]").first.wait_for(timeout=visitor.PATIENCE)
    page.get_by_role("tab", name="Drivers", exact=True).click()
    settled(page)
    begun = time.monotonic()
    page.get_by_role("tab", name="Interactions", exact=True).click()
    done.wait_for(timeout=visitor.PATIENCE)
    print(f"interactions, second visit: {time.monotonic() - begun:.2f} s")
    assert not page.get_by_role("button", name="Cancel").count()
    visitor.no_exception(page)


def test_portfolios_say_how_far_they_are_and_can_be_cancelled_and_played_again(page, address):
    never_before = str(time.time_ns() % 1_000_000_000)
    levers = dict.fromkeys(("ne", "do", "sp", "ms", "ds", "ct", "mi"), "high")  # enough to be seen at work
    compare(page, address, tab="Interactions", n="800", **levers, seed=never_before, hs="prior")
    page.get_by_role("button", name="Play every portfolio").click()
    page.get_by_role("progressbar").first.wait_for(timeout=visitor.PATIENCE)
    page.get_by_text(re.compile(r"Playing portfolios: (\d+ % done|\d+% done|waiting for its turn)")).wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("was cancelled").wait_for(timeout=visitor.PATIENCE)
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Shapley values share out the mean difference").wait_for(timeout=3 * visitor.PATIENCE)
    visitor.no_exception(page)


def test_dashes_part_the_charts_of_the_ranking_where_colours_do_not(page, address):
    compare(page, address, **LEVERS)
    visitor.settle(page)
    page.locator("[data-testid=stVegaLiteChart] svg [stroke-dasharray]").first.wait_for(
        state="attached", timeout=visitor.PATIENCE
    )
    dashes = page.locator("[data-testid=stVegaLiteChart] svg [stroke-dasharray]").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('stroke-dasharray'))"
    )
    assert {"4,3"} <= set(dashes)
