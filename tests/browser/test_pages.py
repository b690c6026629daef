"""The report's pages, opened from disk in Debian's Chromium as a class would open them."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from recordsdata.parameters import NOTEBOOKS
from recordsdata.runner.report import build_report
from recordsdata.runner.run import list_notebooks

CHROMIUM = shutil.which("chromium")
PAGES = ["index", *NOTEBOOKS]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    return build_report(tmp_path_factory.mktemp("report")).parent


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    arguments = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*arguments.split(), "--disable-sync", "--no-first-run"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A window of a school laptop that notes what its page asks for and complains about."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.requests, page.complaints = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()


def serious(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    findings = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{finding['impact']} {finding['id']}: {finding['nodes'][0]['html'][:200]}"
        for finding in findings
        if finding["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_makes_no_request_no_complaint_and_is_open_to_everybody(name, report, page):
    page.goto((report / f"{name}.html").as_uri(), wait_until="networkidle")
    assert len(page.requests) >= 1
    assert [url[:100] for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert page.complaints == []
    assert serious(page) == []
    assert page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366, "no sideways scrolling"


@pytest.mark.parametrize("path", list_notebooks(), ids=lambda path: path.stem)
def test_every_picture_is_drawn_and_carries_its_alternative_text(path, report, page):
    page.goto((report / f"{path.stem}.html").as_uri())
    expected = [
        output.metadata["image/png"]["alt"]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    assert len(expected) >= 1
    pictures = page.locator("img")
    assert [pictures.nth(i).get_attribute("alt") for i in range(pictures.count())] == expected
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 300)")


def test_from_the_index_to_each_question_and_back(report, page):
    page.goto((report / "index.html").as_uri())
    assert page.locator("li a").count() == len(NOTEBOOKS)
    for number, name in enumerate(NOTEBOOKS):
        link = page.locator("li a").nth(number)
        question = link.inner_text()
        link.click()
        assert page.url.endswith(f"/{name}.html")
        assert page.locator("h1").first.inner_text() == question
        page.get_by_role("link", name="All questions").click()
        assert page.url.endswith("/index.html")


def test_a_serious_finding_would_be_found(page):
    page.set_content("<title>x</title><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p>")
    found = " ".join(serious(page))
    assert "image-alt" in found
    assert "color-contrast" in found
