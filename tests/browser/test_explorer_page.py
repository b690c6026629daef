"""The explorer as a class sees it, in Debian's Chromium: by mouse and keyboard, on laptop and telephone."""

from __future__ import annotations

import re
import secrets
import shutil
import sys

import pytest
from watch import free_port, open_page, serious, served

from recordsdata.explorer import choices, view

CHROMIUM = shutil.which("chromium")

pytest.importorskip("voila", reason="the extra explore is missing: pip install 'recordsdata[explore]'")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address that the command prints."""
    port = free_port()
    command = [sys.executable, "-u", "-m", "recordsdata.cli", "explore", "--no-browser", "--port", str(port)]
    with served(command, "http://", tmp_path_factory.mktemp("home")) as said:
        assert said[-1] == f"http://127.0.0.1:{port}/\n"
        yield said[-1].strip()


@pytest.fixture(scope="module")
def page(address, browser):
    """The page, opened once: it says how its requests and complaints went at the end of each test."""
    page = open_page(browser)
    page.goto(address)
    shows(page, "records", "US", 2025, "pay")
    yield page
    page.close()


def shows(page, *asked) -> None:
    """Wait for the finding that these choices have, and its picture."""
    wanted = view(*asked)
    page.locator("main h2").get_by_text(wanted.finding, exact=True).wait_for()
    assert page.locator("main img").count() == (wanted.figure is not None)
    if wanted.figure is not None:
        assert page.locator("main img").get_attribute("alt") == wanted.alt
        assert page.evaluate("document.querySelector('main img').naturalWidth") > 1000
        assert wanted.source in page.locator("figcaption").inner_text()


def test_each_picker_by_mouse_and_by_keyboard(page):
    asked = {"occupation": "records", "place": "US", "year": 2025, "measure": "pay"}
    pictures = [page.locator("main img").get_attribute("src")]
    for name, value in (("measure", "tot_emp"), ("place", "39"), ("occupation", "11-9111"), ("year", 2018)):
        picker = page.get_by_label(name.capitalize(), exact=True)
        picker.click()
        page.keyboard.press("Escape")
        picker.select_option(choices()[name][value])  # what a click in the list does; the list is not HTML
        asked[name] = value
        shows(page, *asked.values())
        pictures.append(page.locator("main img").get_attribute("src"))
    # By keyboard alone: Tab from picker to picker, an arrow for the next choice.
    page.get_by_label("Occupation", exact=True).focus()
    for name, key in (
        ("occupation", "ArrowUp"),
        ("place", "ArrowDown"),
        ("year", "Home"),
        ("measure", "ArrowUp"),
    ):
        values = list(choices()[name])
        at = values.index(asked[name])
        asked[name] = values[{"ArrowUp": at - 1, "ArrowDown": at + 1, "Home": 0}[key]]
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.press(key)
        shows(page, *asked.values())
        pictures.append(page.locator("main img").get_attribute("src"))
        page.keyboard.press("Tab")
    assert len(set(pictures)) == len(pictures) == 9, "every change draws another picture"


def test_what_has_no_figure_is_said_in_words(page):
    for name, value in (("Occupation", "records"), ("Place", "39"), ("Year", 2020), ("Measure", "h_mean")):
        page.get_by_label(name, exact=True).select_option(choices()[name.lower()][value])
    shows(page, "records", "39", 2020, "h_mean")
    assert "there are figures for 2018 and 2025" in page.locator("main h2").inner_text()
    assert serious(page) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_it_fits_a_projector_and_a_telephone(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    for name, value in (("Occupation", "records"), ("Place", "02"), ("Year", 2025), ("Measure", "h_mean")):
        page.get_by_label(name, exact=True).select_option(choices()[name.lower()][value])
    shows(page, "records", "02", 2025, "h_mean")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.innerText).map("
        "e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert len(sizes) >= 10
    assert min(sizes) >= 17
    if width > 1000:
        picture = page.locator("main img").bounding_box()
        assert picture["y"] + picture["height"] <= height, "the whole picture without scrolling"


def test_nothing_left_the_machine_and_nothing_complained(page, address):
    elsewhere = re.compile(
        rf"(?!{re.escape(address)}|{re.escape(address.replace('http', 'ws'))}|data:|blob:)"
    )
    assert len(page.requests) > 10
    assert [url[:100] for url in page.requests if elsewhere.match(url)] == []
    assert page.complaints == []


def test_a_request_elsewhere_would_be_found(page, address):
    before, said = len(page.requests), len(page.complaints)
    name = f"https://{secrets.token_hex(4)}.invalid/font.css"
    page.evaluate("address => fetch(address).catch(() => null)", name)
    assert name in page.requests[before:]
    page.evaluate("1")  # what the console says has come by then
    assert any("ERR_" in text for text in page.complaints[said:])
    del page.requests[before:], page.complaints[said:]
