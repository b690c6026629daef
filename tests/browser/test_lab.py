"""A student's notebook in JupyterLab, in Debian's Chromium: change a parameter, run all, answer, save."""

from __future__ import annotations

import re
import shutil
import signal
import sys
from types import SimpleNamespace

import nbformat
import pytest
from watch import free_port, open_page, served

from recordsdata.exercises import EXERCISES
from recordsdata.runner.editions import student_edition
from recordsdata.runner.finding import find_notebook

CHROMIUM = shutil.which("chromium")
NAME = "02_what_does_it_pay"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture
def page(browser, tmp_path):
    """JupyterLab as a student starts it for the first time, with the notebook that was handed out."""
    (home := tmp_path / "home").mkdir()
    (folder := tmp_path / "notebooks").mkdir()
    handed_out = student_edition(nbformat.read(find_notebook(NAME), as_version=4), NAME)
    nbformat.write(handed_out, folder / f"{NAME}.ipynb")
    arguments = ["--no-browser", "--allow-root", f"--port={free_port()}"]
    command = [sys.executable, "-m", "jupyter", "lab", *arguments, str(folder)]
    with served(command, "Use Control-C", home, signal.SIGTERM) as said:
        address = re.search(r"http://127\.0\.0\.1:\d+/lab\?token=\w+", "".join(said))[0]
        page = open_page(browser)
        page.goto(address.replace("/lab?", f"/lab/tree/{NAME}.ipynb?"))
        yield page
        page.close()


def test_change_a_parameter_run_all_answer_and_save(page, tmp_path):
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    # On another line of the same cell stands base_year.
    line = page.locator(".jp-CodeCell .cm-line", has_text=re.compile("^year: int"))
    line.get_by_text("2025", exact=True).first.dblclick()
    page.keyboard.type("2018")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_text("In May 2018, the median pay of").wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    assert page.get_by_text("In May 2025, the median pay of").count() == 0

    cell = page.locator(".jp-CodeCell", has_text=re.compile(r'check\("02\.1"'))
    said = cell.locator(".jp-OutputArea-output")
    assert "Not answered yet" in said.inner_text()
    p = SimpleNamespace(notebook=NAME, occupation="records", year=2018, area="US", base_year=2025)
    right = f"{EXERCISES['02.1'].answer(p):.2f}"
    for old, answer, verdict in (("...", "19.40", "Not yet."), ("19.40", right, "Right.")):
        cell.locator(".cm-line").first.get_by_text(old, exact=True).click()
        page.keyboard.press("End")
        for _ in old:
            page.keyboard.press("Backspace")
        page.keyboard.type(answer)
        page.keyboard.press("Shift+Enter")
        said.get_by_text(f"02.1 {verdict}").wait_for()

    unsaved = page.locator(".lm-TabBar-tab.jp-mod-dirty")
    unsaved.wait_for()
    page.keyboard.press("Control+s")
    unsaved.wait_for(state="detached")
    saved = nbformat.read(tmp_path / "notebooks" / f"{NAME}.ipynb", as_version=4)
    sources = "\n".join(cell.source for cell in saved.cells)
    assert "\nyear: int = 2018 " in sources
    assert f"\nanswer_1 = {right}\n" in sources

    elsewhere = re.compile(r"(?!(http|ws)://127\.0\.0\.1:|data:|blob:)")
    assert len(page.requests) > 50
    assert [url[:100] for url in page.requests if elsewhere.match(url)] == []
    assert page.complaints == []
