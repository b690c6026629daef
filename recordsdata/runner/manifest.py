"""What a sweep has done, kept in one SQLite file beside its results.

One process writes: the sweep that holds the lock. Workers on other machines hand their outcome to it. So
the file needs no write-ahead log, which network file systems cannot share, and a plain journal will do.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from recordsdata.runner.finding import Stamp

__all__ = [
    "MANIFEST",
    "Run",
    "SweepError",
    "held",
    "opened",
    "recall",
    "remember",
    "rows",
    "settled",
    "write_row",
]

MANIFEST = "manifest.sqlite"
TABLES = """
create table if not exists runs (
  name text primary key, notebook text, parameters text,
  notebook_hash text, data_hash text, code_hash text,
  status text, error text, begun text, seconds real, memory_mib real, size integer, results text
) without rowid;
create table if not exists requests (key text primary key, runs text) without rowid;
"""


class SweepError(RuntimeError):
    """A sweep cannot begin or go on; what it did until then is kept."""


class Run(NamedTuple):
    """One run of a sweep.

    Attributes
    ----------
    name : str
        Its result's path within the folder, without `.ipynb`.
    values : dict
        Every parameter of the notebook with its accepted value.
    given : dict
        Those that differ from the defaults.
    """

    name: str
    values: dict[str, Any]
    given: dict[str, Any]


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder for one sweep. The lock is SQLite's own: it ends with the process, however that ends."""
    lock = sqlite3.connect(folder / "sweep.lock", timeout=0)
    try:
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise SweepError(
                f"Another sweep is at work in {folder}. Wait for it, or name another folder with --output."
            ) from error
        yield
    finally:
        lock.close()


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a folder's manifest, made where it is missing; an error of the disk is one for the reader."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SweepError(
            f"The folder {folder} cannot be made ({error}). Name another with --output."
        ) from error
    try:
        with contextlib.closing(sqlite3.connect(folder / MANIFEST)) as manifest:
            manifest.executescript(TABLES)
            yield manifest
    except sqlite3.Error as error:
        raise SweepError(
            f"{folder / MANIFEST} cannot be used ({error}). Is the folder writable, and is there room on the "
            "disk? What was done until now is kept: the same command goes on from there."
        ) from error


def settled(manifest: sqlite3.Connection, folder: Path, stamp: Stamp) -> set[str]:
    """Name the runs that are done, up to date, and whose result is there as it was written."""
    up_to_date = "status = 'done' and (notebook_hash, data_hash, code_hash) = (?, ?, ?)"
    sizes = dict(manifest.execute(f"select name, size from runs where {up_to_date}", stamp))
    found: dict[str, int] = {}
    for inner in {os.path.dirname(name) for name in sizes}:  # one listing is quicker than a look at each
        with contextlib.suppress(FileNotFoundError), os.scandir(folder / inner) as entries:
            found |= {os.path.join(inner, entry.name): entry.stat().st_size for entry in entries}
    return {name for name, size in sizes.items() if found.get(f"{name}.ipynb") == size}


def write_row(manifest: sqlite3.Connection, run: Run, stamp: Stamp, **outcome: Any) -> None:
    """Record the outcome of one run, in place of an earlier one."""
    row = {
        "name": run.name,
        "notebook": run.name.partition("/")[0],
        "parameters": json.dumps(run.values),
        **{f"{part}_hash": value for part, value in stamp._asdict().items()},
        **outcome,
    }
    with manifest:
        manifest.execute(
            f"insert or replace into runs ({', '.join(row)}) values ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )


def rows(folder: Path) -> list[dict[str, Any]]:
    """Read every run of a folder, in order of name.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of dict

    Raises
    ------
    SweepError
        There is no manifest.
    """
    if not (folder / MANIFEST).is_file():
        raise SweepError(f"There is no {MANIFEST} in {folder}: no sweep has been there.")
    with opened(folder) as manifest:
        manifest.row_factory = sqlite3.Row
        return [dict(row) for row in manifest.execute("select * from runs order by name")]


def _key(asked: Iterable[Any], stamp: Stamp) -> str:
    return hashlib.sha256(json.dumps([*asked, *stamp]).encode()).hexdigest()


def recall(manifest: sqlite3.Connection, asked: Iterable[Any], stamp: Stamp) -> list[Run] | None:
    """Look up which runs a request stood for, while notebook, data and package are what they were."""
    row = manifest.execute("select runs from requests where key = ?", [_key(asked, stamp)]).fetchone()
    return [Run(*run) for run in json.loads(row[0])] if row else None


def remember(manifest: sqlite3.Connection, asked: Iterable[Any], stamp: Stamp, runs: list[Run]) -> None:
    """Keep which runs a request stands for: reading tables to find out takes longer than all the rest."""
    with manifest:
        manifest.execute(
            "insert or replace into requests values (?, ?)", [_key(asked, stamp), json.dumps(runs)]
        )
