"""nbval cannot see pictures. What it compares instead is read from the drawing, and this proves it.

Two notebooks are the sample, one of each half; `--soak` takes all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from recordsdata.runner.run import list_notebooks

# Python runs a file of this name when it starts. In kernels alone it alters the drawing code: every drawing
# function gets numbers a thousandth too large, or the last row twice where it counts rows. What stands
# beside the figures (titles, tables, text) is computed elsewhere and stays as it is.
SITE = """
import functools, sys

if "ipykernel_launcher" in sys.orig_argv:
    import pandas as pd
    from recordsdata import charts

    def altered(draw):
        @functools.wraps(draw)
        def drawn(frame, *arguments, **options):
            columns = [options[name] for name in ("value", "low", "high", "y") if options.get(name)]
            if columns:
                frame = frame.assign(**{column: frame[column] * 1.001 for column in columns})
            else:
                frame = pd.concat([frame, frame.tail(1)])
            return draw(frame, *arguments, **options)
        return drawn

    for name in charts.__all__:
        setattr(charts, name, altered(getattr(charts, name)))
"""


def nbval(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "--nbval-current-env",
            "-p",
            "no:cacheprovider",
            "-rf",
            str(path),
        ],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    soak = metafunc.config.getoption("--soak")
    paths = [path for path in list_notebooks() if soak or path.stem[:2] in ("03", "11")]
    assert len(paths) >= 2
    metafunc.parametrize("path", paths, ids=lambda path: path.stem)


@pytest.mark.slow
def test_altered_drawing_code_fails_in_each_cell_with_a_picture_and_in_no_other(path, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(SITE)
    done = nbval(path, PYTHONPATH=str(tmp_path))
    failed = {int(cell) for cell in re.findall(r"^FAILED .*::Cell (\d+)", done.stdout, re.MULTILINE)}
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    drawn = {
        number
        for number, cell in enumerate(cells)
        if any("image/png" in output.get("data", {}) for output in cell.outputs)
    }
    assert len(drawn) >= 1
    assert failed == drawn, done.stdout[-5000:]
