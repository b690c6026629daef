from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).parents[1]


# The same examples each time, and none fails because the machine is busy; the soak looks further.
settings.register_profile("each time", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2000)


def pytest_configure(config: pytest.Config) -> None:
    # What this machine has imported is nobody's business here: a test that wants a store makes one.
    os.environ["RECORDSDATA_DIR"] = str(REPOSITORY / "build" / "nothing-imported")
    settings.load_profile("soak" if config.getoption("--soak") else "each time")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--soak", action="store_true", help="every parameter of every notebook and many more examples"
    )
    parser.addoption(
        "--releases", type=Path, help="a folder with releases of BLS: import each, compare it cell by cell"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if mark := item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason=f"--soak: {mark.args[0]}"))


@pytest.fixture
def make_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Write a small notebook: code cells, or Markdown cells where the text starts with '# '."""

    def make(*cells: str, name: str = "small.ipynb", parameters: str | None = None, **metadata: Any) -> Path:
        nb = nbformat.v4.new_notebook(metadata=metadata)
        if parameters is not None:
            nb.cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
        for text in cells:
            new = nbformat.v4.new_markdown_cell if text.startswith("# ") else nbformat.v4.new_code_cell
            nb.cells.append(new(text))
        for number, cell in enumerate(nb.cells):
            cell.id = f"cell-{number}"
        path = tmp_path / name
        nbformat.write(nb, path)
        return path

    return make


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests that need one, which never leaves this machine by itself."""
    from playwright.sync_api import sync_playwright

    arguments = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*arguments.split(), "--disable-sync", "--no-first-run"],
        )
        yield browser
        browser.close()
