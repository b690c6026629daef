"""Run executed notebooks again with nbval, in parallel, and compare every output."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from recordsdata.runner.finding import RunError
from recordsdata.runner.run import AT_ONCE, kernel_name

__all__ = ["verify"]


def verify(paths: Iterable[str | Path], *, jobs: int | None = None) -> int:
    """Verify notebooks, with what nbval says on standard output.

    Parameters
    ----------
    paths : iterable of str or path
        Notebooks, or folders that hold notebooks at any depth.
    jobs : int, optional
        How many at a time. When left out, one more than there are cores: a kernel that starts waits idly.

    Returns
    -------
    int
        pytest's exit status: 0 where every output is what it was.

    Raises
    ------
    RunError
        There is no notebook.
    """
    listed = [Path(path) for path in paths]
    found = {p.resolve() for path in listed for p in (path.rglob("*.ipynb") if path.is_dir() else [path])}
    found = {p for p in found if ".ipynb_checkpoints" not in p.parts and not p.name.endswith(".failed.ipynb")}
    if not found:
        raise RunError(f"There is no notebook in {', '.join(map(str, listed))}: name an .ipynb file.")
    return _in_parallel(sorted(found), min(jobs or AT_ONCE, len(found)))


def _in_parallel(notebooks: list[Path], jobs: int) -> int:
    # A pytest for each share rather than pytest-xdist: that is no part of what researchers install.
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "pytest.ini")  # else the settings of whatever project is around the paths
        settings.write_text("[pytest]\n")
        options = ["-p", "recordsdata.runner.lean", "--nbval", f"--nbval-kernel-name={kernel_name()}"]
        options += ["-q", "-p", "no:cacheprovider", "-c"]
        begun = [
            subprocess.Popen(
                [sys.executable, "-m", "pytest", *options, settings, "--rootdir=/", *notebooks[share::jobs]],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for share in range(jobs)
        ]
        said = [one.communicate()[0] for one in begun]
    for text in said:
        sys.stdout.write(text)
    return max(one.returncode for one in begun)
