"""The report's pages, opened from disk in Debian's Chromium as a class would use them."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from watch import open_page, serious

from recordsdata.parameters import NOTEBOOKS
from recordsdata.runner.finding import list_notebooks
from recordsdata.runner.report import LEVELS, write_pages

CHROMIUM = shutil.which("chromium")
PAGES = ["index", *NOTEBOOKS]
NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """Pages of the committed notebooks, which a refresh proves to be what a run shows."""
    return write_pages(tmp_path_factory.mktemp("report"), list_notebooks()).parent


@pytest.fixture
def page(browser):
    page = open_page(browser)
    yield page
    page.close()


def outputs(name: str, kind: str) -> list:
    path = next(path for path in list_notebooks() if path.stem == name)
    cells = nbformat.read(path, as_version=4).cells
    return [out for cell in cells for out in cell.get("outputs", []) if kind in out.get("data", {})]


class Rows(HTMLParser):
    """The cells of a table's rows, each with whether it is set right, as numbers are."""

    def __init__(self, text: str):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside = tag in ("th", "td")
        if tag == "tr":
            self.rows.append([])
        if self.inside:
            self.rows[-1].append(["", "right" in dict(attrs)["style"]])

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1][0] += data


def tables(name: str) -> list[tuple[list[str], list[list[str]], int | None]]:
    """Heading, rows with plain numbers, and the first column of numbers of each table of a notebook."""
    found = []
    for out in outputs(name, "text/html"):
        head, *rows = Rows(out.data["text/html"]).rows
        numeric = [place for place, (_, is_right) in enumerate(head) if is_right]
        plain = [
            [text.replace(",", "") if is_right and NUMBER.fullmatch(text) else text for text, is_right in row]
            for row in rows
        ]
        found.append(([text.strip() for text, _ in head], plain, numeric[0] if numeric else None))
    return found


def in_page(table) -> list[list[str]]:
    """The rows of a table as they stand on the page now."""
    return table.evaluate(
        "t => [...t.tBodies[0].rows].map(r => [...r.cells].map(c => c.dataset.order || c.textContent))"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_makes_no_request_no_complaint_and_is_open_to_everybody(name, report, page, request):
    page.goto((report / f"{name}.html").as_uri(), wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    # A sample is looked at for all; with --soak every page is.
    looked_at_closely = request.config.getoption("--soak") or name in ("index", *PAGES[2::5])
    assert serious(page, contrast=looked_at_closely) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert not looked_at_closely or serious(page, "color-contrast") == []
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "no sideways scrolling"
    assert not looked_at_closely or serious(page, "scrollable-region-focusable", "target-size") == []
    assert page.title()
    assert len(page.requests) >= 1
    assert [url[:100] for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert page.complaints == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_picture_carries_its_alternative_text_and_enlarges(name, report, page):
    page.goto((report / f"{name}.html").as_uri())
    expected = [out.metadata["image/png"]["alt"] for out in outputs(name, "image/png")]
    assert len(expected) >= 1
    pictures = page.locator("main img")
    assert [picture.get_attribute("alt") for picture in pictures.all()] == expected
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 300)")
    for alt, picture in zip(expected, pictures.all(), strict=True):
        page.get_by_role("button", name=alt, exact=True).focus()
        small = picture.bounding_box()
        page.keyboard.press("Enter")
        big = picture.bounding_box()
        assert (big["x"], big["y"], big["width"], big["height"]) == (0, 0, 1366, 768)
        page.keyboard.press("Escape")
        assert picture.bounding_box() == small, "back where it was, and the page where it was"
        picture.click()
        assert picture.bounding_box() == big
        picture.click()
        assert picture.bounding_box()["width"] == small["width"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_tables_sort_by_keyboard_and_copy_as_csv(name, report, page):
    page.goto((report / f"{name}.html").as_uri())
    expected = tables(name)
    shown = page.locator("table.dataTable")
    shown.nth(len(expected) - 1).wait_for()
    assert shown.count() == len(expected) >= 3
    for table, (head, rows, _) in zip(shown.all(), expected, strict=True):
        assert [one.strip() for one in table.locator("th").all_inner_texts()] == head
        assert in_page(table) == rows
    # The longest of those with numbers.
    which = max(range(len(expected)), key=lambda n: (expected[n][2] is not None, len(expected[n][1])))
    table, (head, rows, column) = shown.nth(which), expected[which]

    def numbers():
        texts = [row[column] for row in in_page(table)]
        return [float(text) if NUMBER.fullmatch(text) else float("-inf") for text in texts]

    table.locator("th").nth(column).get_by_role("button").focus()
    for direction, backwards in (("ascending", False), ("descending", True)):
        page.keyboard.press("Enter")
        table.locator(f"th[aria-sort={direction}]").wait_for()
        assert numbers() == sorted(numbers(), reverse=backwards)
        assert sorted(in_page(table)) == sorted(rows)
    frame = page.locator(".dt-container").nth(which)
    frame.get_by_role("button", name="Copy as CSV").click()
    page.locator(".dt-button-info").wait_for()
    page.evaluate("document.body.prepend(document.createElement('textarea'))")
    page.locator("textarea").first.focus()
    page.keyboard.press("Control+v")
    pasted = page.locator("textarea").first.input_value()
    assert [row for row in csv.reader(io.StringIO(pasted)) if row] == [head, *in_page(table)]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_parameters_on_top_and_code_one_click_away(name, report, page):
    page.goto((report / f"{name}.html").as_uri())
    cells = nbformat.read(next(p for p in list_notebooks() if p.stem == name), as_version=4).cells
    given = next(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", []))
    top = page.locator("header details")
    top.locator("summary").click()
    for line in given.splitlines():
        parameter, _, value, meaning = re.fullmatch(r"(\w+): (\w+) = (.+?)  # (.+)", line).groups()
        assert f"{parameter} = {value}" in top.locator("summary").inner_text()
        assert top.get_by_role("row").filter(has_text=meaning).filter(has_text=parameter).count() == 1
    assert name in top.inner_text()
    code = page.locator("main .jp-CodeCell")
    folded = code.locator("details")
    assert code.count() - folded.count() == 3, "the exercises stay open"
    assert folded.count() > 5
    assert not folded.first.locator(".highlight").is_visible()
    folded.first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.first.locator(".highlight").inner_text().strip()
    assert folded.first.locator(".highlight").is_visible()


def test_printed(report, page):
    page.goto((report / "02_what_does_it_pay.html").as_uri())
    page.locator(".dt-container").last.wait_for()
    page.locator("details.code").nth(1).locator("summary").click()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.get_by_role("button", name="Copy as CSV").count() == 0
    assert page.get_by_role("navigation").count() == 0
    assert [one.is_visible() for one in page.locator("details.code").all()[:4]] == [False, True, False, False]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert 3 <= printed.count(b"/Type /Page\n") <= 20


def test_from_the_index_to_each_question_and_back(report, page):
    page.goto((report / "index.html").as_uri())
    assert page.locator("li a").count() == len(NOTEBOOKS)
    for number, name in enumerate(NOTEBOOKS):
        entry = page.locator("li").nth(number)
        assert entry.locator("img").evaluate("image => image.complete && image.naturalWidth > 300")
        assert entry.locator("img").get_attribute("alt") == "", "the question beside it says what it leads to"
        assert f"50 minutes · {LEVELS[name[:2]]}" in entry.inner_text()
        assert ("made-up records" in entry.inner_text()) == (name[0] == "1")
        question = entry.locator("a").inner_text()
        page.keyboard.press("Tab")
        assert entry.locator("a").evaluate("link => link === document.activeElement")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{name}.html")
        assert page.locator("h1").first.inner_text() == question.strip()
        page.get_by_role("link", name="All questions").click()
        page.wait_for_url("**/index.html")
        for _ in range(number + 1):
            page.keyboard.press("Tab")


def test_a_serious_finding_would_be_found(page):
    page.set_content("<title>x</title><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p>")
    found = " ".join(serious(page))
    assert "image-alt" in found
    assert "color-contrast" in found
