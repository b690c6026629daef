"""Say whether this machine is fit for class, and how to mend what is not."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from recordsdata import datasets
from recordsdata.runner.run import list_notebooks, run_notebook

__all__ = ["Line", "check_machine"]

REINSTALL = "install again: make clean, then make report; without make, the two pip lines of the README"


class Line(NamedTuple):
    """What was looked at, whether it is as it should be, what was found, and how to mend it."""

    what: str
    ok: bool
    found: str
    mend: str


def check_machine() -> Iterator[Line]:
    """Look at what a class needs, one thing after the other.

    Yields
    ------
    Line
        Ten of them. A check that fails for whatever reason is a line that is not ok, never an error.
    """
    for what, look, mend in CHECKS:
        try:
            yield Line(what, True, look(), "")
        except Exception as error:  # whatever breaks on a stranger's machine is the finding
            yield Line(what, False, str(error) or type(error).__name__, mend)


def _python() -> str:
    wanted = SpecifierSet(metadata.metadata("recordsdata")["Requires-Python"])
    found = ".".join(map(str, sys.version_info[:3]))
    _demand(found in wanted, f"{found}, and recordsdata needs {wanted}")
    return found


def _packages() -> str:
    needed = [Requirement(text) for text in metadata.requires("recordsdata") or []]
    needed = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    found = {one.name: next(iter(_version(one.name)), "missing") for one in needed}
    wrong = [
        f"{one.name} {found[one.name]} (needs {one.specifier})"
        for one in needed
        if found[one.name] == "missing" or not one.specifier.contains(found[one.name], prereleases=True)
    ]
    _demand(not wrong, ", ".join(wrong))
    return f"{len(needed)} as needed"


def _version(name: str) -> list[str]:
    try:
        return [metadata.version(name)]
    except metadata.PackageNotFoundError:
        return []


def _hashes() -> str:
    changed = datasets.verify()
    _demand(not changed, f"lost or changed since they were published: {', '.join(changed)}")
    return f"{len(datasets.catalogue())} files as published"


def _tables() -> str:
    rows = sum(len(datasets.load(name)) for name in datasets.catalogue()["name"])
    return f"{rows:,} rows load"


def _notebooks() -> str:
    found = [path.stem for path in list_notebooks()]
    _demand(bool(found), "none found")
    return f"{len(found)}: {found[0]} to {found[-1]}"


def _kernel() -> str:
    spec = KernelSpecManager().get_kernel_spec("python3")
    return f"python3 ({spec.display_name})"


def _kernel_is_ours() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kernel.ipynb")
        cell = nbformat.v4.new_code_cell("import sys, recordsdata\nprint(sys.prefix)")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
        prefix = nbformat.read(run_notebook(path, None, path), as_version=4).cells[0].outputs[0].text.strip()
    _demand(prefix == sys.prefix, f"it runs the Python of {prefix}, not of {sys.prefix}")
    return sys.prefix


def _run_one() -> str:
    first = list_notebooks()[0]
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        run_notebook(first, None, Path(folder, first.name))
    return f"{first.stem} in {time.perf_counter() - begun:.0f} seconds"


def _can_write() -> str:
    with tempfile.NamedTemporaryFile(dir=Path.cwd()):
        return "yes"


def _demand(right: bool, found: str) -> None:
    if not right:
        raise RuntimeError(found)


CHECKS: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("Python", _python, "install Python 3.11 or newer, then make PYTHON=python3.12 report"),
    ("packages", _packages, REINSTALL),
    ("data folder", lambda: str(datasets.data_folder()), REINSTALL),
    ("data unchanged", _hashes, "git checkout data, or install again"),
    ("tables", _tables, "git checkout data, or install again"),
    ("notebooks", _notebooks, REINSTALL),
    ("kernel", _kernel, "python -m ipykernel install --sys-prefix"),
    ("kernel's Python", _kernel_is_ours, "jupyter kernelspec remove python3, and activate the environment"),
    ("a notebook runs", _run_one, "open that notebook with make lab and run its cells one by one"),
    ("this folder can be written", _can_write, "change to a folder of your own"),
)
