from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--soak", action="store_true", help="run every notebook over its whole parameter space, not a sample"
    )


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
