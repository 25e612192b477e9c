"""The server keeps strangers out, survives an engine that stops and a line that breaks, and does not block on work."""

import http.client
import random
import re
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from visitor import (
    HEADLINE,
    PATIENCE,
    button,
    finished,
    go_to,
    headline,
    idle,
    level,
    no_exception,
    set_lever,
    visit,
    words,
)

from benchmarks.serving.server import serving
from model.experiment import Scenario, lever_alone, run
from model.levers import STATUS_QUO

SET = {"n": "100", "ds": "high"}
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


@contextmanager
def asked(address: str, method: str, path: str, **headers: str):
    """The status of one request to the server."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
    line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        yield line.getresponse().status
    finally:
        line.close()


def handshake(address: str, origin: str, host: str) -> int:
    """What the server answers to somebody who asks for the page's line."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": KEY}
    with asked(address, "GET", "/_stcore/stream", Origin=origin, Host=host, **upgrade) as status:
        return status


def test_only_this_machine_gets_a_line_to_the_server(address):
    place = urlsplit(address)
    own = f"{place.hostname}:{place.port}"
    assert handshake(address, f"http://{own}", own) == 101
    assert handshake(address, "http://elsewhere.example", own) == 403
    assert handshake(address, f"http://{own}", "elsewhere.example") == 403


def test_there_is_no_door_for_agents(address):
    with asked(address, "POST", "/_stcore/agent/interact", Content_Length="0") as status:
        assert status in (403, 404, 405)


def test_where_the_engine_stops_the_scenario_is_safe_and_the_last_result_stays(visitors, tmp_path):
    page = visitors()
    with serving(tmp_path, str(Path(__file__).with_name("failing_app.py"))) as (address, _):
        visit(page, address, **SET)
        before = headline(page)
        set_lever(page, "Crypto tracing", "high")
        said = words(page)
        assert re.search(r"This part stopped\. Your scenario is safe: .*Copy link.* Reference [0-9A-F]{4}\.", said)
        assert headline(page) == before and HEADLINE.match(before)
        assert "Shown before your last change" in said
        no_exception(page)
        assert button(page, "Copy link").is_enabled()
        set_lever(page, "Crypto tracing", "off")
        assert headline(page) == before and "This part stopped" not in words(page)
    assert "stops under Crypto tracing" in (tmp_path / "server.log").read_text(encoding="utf-8")


def test_a_line_that_breaks_for_three_seconds_changes_nothing(page, address):
    visit(page, address, **SET)
    before, elements = headline(page), page.locator("[data-testid=stMain] [data-testid=stElementContainer]").count()
    page.context.set_offline(True)
    page.wait_for_timeout(3000)
    page.context.set_offline(False)
    idle(page, quiet=1000)
    assert headline(page) == before and level(page, "Dynamic sanctions") == "high"
    assert page.locator("[data-testid=stMain] [data-testid=stElementContainer]").count() == elements


def test_while_histories_are_searched_pages_and_levers_answer_and_the_search_can_be_stopped(page, address):
    visit(page, address, **SET)
    before = headline(page)
    visit(page, address, seed=str(random.randrange(10**6, 10**9)), **SET)
    page.get_by_role("button", name="Search the histories").click()
    stop = page.get_by_role("button", name="Cancel")
    stop.wait_for(timeout=PATIENCE)
    started = time.perf_counter()
    page.get_by_role("navigation").get_by_role("link", name="How to read", exact=True).first.click()
    page.wait_for_url("**/help*")
    print(f"another page after {time.perf_counter() - started:.2f} s while a search runs")
    assert level(page, "Dynamic sanctions") == "high"
    set_lever(page, "Crypto tracing", "low")
    assert level(page, "Crypto tracing") == "low"
    go_to(page, "Explore")
    stop.wait_for(timeout=PATIENCE)
    stop.click()
    page.get_by_text("was cancelled", exact=False).first.wait_for(timeout=PATIENCE)
    button(page, "Reset").click()
    visit(page, address, **SET)
    assert headline(page) == before


def test_a_scenario_file_is_saved_and_gives_the_same_headline_when_it_is_pasted(visitors, address):
    page = visitors()
    visit(page, address, evt="2026-10:ceasefire_in_ukraine", **SET)
    before = headline(page)
    button(page, "Scenario file").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as scenario").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    other = visitors()
    visit(other, address, n="100")
    button(other, "Scenario file").click()
    other.get_by_label("Or paste one").fill(text)
    other.get_by_label("Or paste one").press("Control+Enter")
    other.get_by_role("button", name="Use it").click()
    idle(other, quiet=500)
    assert headline(other) == before and HEADLINE.match(before)


def test_what_is_no_scenario_file_is_refused_with_its_place(page, address):
    visit(page, address, n="100")
    button(page, "Scenario file").click()
    page.get_by_label("Or paste one").fill("title: x\nlevers: !!python/object/apply:os.system ['true']\n")
    page.get_by_label("Or paste one").press("Control+Enter")
    page.get_by_text("This is no scenario file", exact=False).first.wait_for(timeout=PATIENCE)
    no_exception(page)


@pytest.fixture(scope="module")
def stored(server):
    """A small study that lies in the server's folder as `fulcrum run` would have put it there."""
    study = Scenario(
        "A stored study", (STATUS_QUO, lever_alone("purl")), worlds=60, months=6, seed=7, histories="prior"
    )
    return run(study, server.folder / "runs" / "a_stored_study")


def test_a_stored_study_opens_without_being_played_again(page, address, stored):
    made = {file: file.stat().st_mtime_ns for file in stored.folder.iterdir()}
    visit(page, address, **SET)
    button(page, "Scenario file").click()
    page.get_by_label("Open a stored study").click()
    page.get_by_role("option", name="A stored study", exact=False).first.click()
    idle(page)
    page.keyboard.press("Escape")
    go_to(page, "Appendix")
    finished(page)
    said = words(page)
    assert "the stored study that you opened" in said and "A stored study" in said
    assert {file: file.stat().st_mtime_ns for file in stored.folder.iterdir()} == made
