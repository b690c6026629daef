"""Hand the runs of a sweep to the workers of a dask scheduler.

Dask queues, places and repeats. Added here: a worker whose package, data or storage are not those of this
machine does no run, and every way in which a cluster can fail ends in a message.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import platform
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from recordsdata.files import write_whole
from recordsdata.runner.finding import RunError, find_notebook, list_notebooks, stamp
from recordsdata.runner.manifest import Run, SweepError

__all__ = ["Expected", "identity", "outcomes", "unfit"]

PATIENCE = 5.0  # seconds for the scheduler to answer, and for the first worker
RETRIES = 2  # of a run whose worker could not write; dask counts the deaths of workers itself
TOKEN = "sweep.token"
KEPT = " What was done until now is kept: the same command goes on from there."
MATTER = ("recordsdata", "pandas", "numpy", "matplotlib")  # what computes, and what draws


class Expected(NamedTuple):
    """What a worker must have to do the runs of a sweep.

    Attributes
    ----------
    notebook : str
        The name of one that comes with the package, or the path of another.
    folder : pathlib.Path
        The results' folder.
    token : str
        What the file `sweep.token` in it says.
    identity : dict of str to str
        As `identity` returns it.
    """

    notebook: str
    folder: Path
    token: str
    identity: dict[str, str]


@functools.cache
def identity(notebook: str) -> dict[str, str]:
    """Say what a result depends on besides its parameters, on this machine.

    Parameters
    ----------
    notebook : str
        A name or a path, as `find_notebook` takes it.

    Returns
    -------
    dict of str to str
        Versions, and hashes of the notebook, the data and the package's code.

    Examples
    --------
    >>> sorted(identity("02"))
    ['Python', 'code', 'data', 'matplotlib', 'notebook', 'numpy', 'pandas', 'recordsdata']
    """
    versions = {name: importlib.metadata.version(name) for name in MATTER}
    hashes = stamp(find_notebook(notebook))._asdict()
    return {**versions, "Python": platform.python_version(), **{n: one[:12] for n, one in hashes.items()}}


def unfit(expected: Expected) -> str:
    """Say, on a worker, why it cannot do the runs of a sweep; "" where it can.

    Parameters
    ----------
    expected : Expected

    Returns
    -------
    str
    """
    try:
        mine = identity(expected.notebook)
    except RunError as error:
        return f"lacks the notebook: {error}"
    other = [f"{n} {mine.get(n)} (expected {one})" for n, one in expected.identity.items() if mine[n] != one]
    if other:
        return f"has {', '.join(other)}: install the same package, data and lock file there, and restart it"
    try:
        token = (expected.folder / TOKEN).read_text("ascii")
        tempfile.TemporaryFile(dir=expected.folder).close()
    except OSError as error:
        return f"cannot use the output folder {expected.folder} ({error}): it must be shared, and writable"
    if token != expected.token:
        return f"sees another folder under the name {expected.folder}: it must be on shared storage"
    return ""


def _run_there(name: str, given: dict[str, Any], expected: Expected, timeout: float | None) -> dict[str, Any]:
    """Do one run on a worker. One that joined late has not been asked yet whether it is fit."""
    from recordsdata.runner.sweep import do_run

    if why := unfit(expected):
        # An error would be tried again, on a better worker perhaps, and never be seen.
        return {"unfit": f"{_own_address()} {why}"}
    return do_run(find_notebook(expected.notebook), name, given, folder=expected.folder, timeout=timeout)


def _own_address() -> str:
    import distributed

    return str(distributed.get_worker().address)


def outcomes(
    address: str, notebook: Path, runs: Sequence[Run], folder: Path, timeout: float | None
) -> Iterator[tuple[Run, dict[str, Any]]]:
    """Let the workers of a scheduler do runs, and yield each outcome as it comes.

    Parameters
    ----------
    address : str
        The scheduler's, such as `tcp://host:8786`.
    notebook : pathlib.Path
    runs : sequence of Run
    folder : pathlib.Path
        The results' folder, under the same name on every worker.
    timeout : float or None
        The seconds that any one cell may take.

    Yields
    ------
    tuple of Run and dict
        A run with its row of the manifest. One whose worker died again and again has failed.

    Raises
    ------
    SweepError
        dask is missing, the scheduler does not answer or goes away, there are no workers, or one is unfit.
    OSError
        A worker cannot write its results.
    """
    try:
        import distributed
    except ImportError as error:
        raise SweepError(
            "--cluster needs dask.distributed: pip install 'recordsdata[cluster]', on the workers too."
        ) from error

    # Where the package stands may differ from machine to machine; other notebooks are on shared storage.
    ours = notebook.resolve() in [path.resolve() for path in list_notebooks()]
    name = notebook.stem if ours else str(notebook.resolve())
    with _connected(address) as client, _token(folder) as token:
        expected = Expected(name, folder, token, identity(name))
        answers = client.run(unfit, expected, on_error="return")
        if wrong := [f"The worker {one} {answer}." for one, answer in answers.items() if answer]:
            raise SweepError("\n".join(wrong))
        futures = client.map(
            _run_there,
            [run.name for run in runs],
            [run.given for run in runs],
            expected=expected,
            timeout=timeout,
            retries=RETRIES,
            pure=False,
        )
        pending = dict(zip(futures, runs, strict=True))
        del futures  # what is recorded, the scheduler need not keep
        for future in distributed.as_completed(pending):  # type: ignore[no-untyped-call]
            yield pending.pop(future), _outcome(future, address)


def _outcome(future: Any, address: str) -> dict[str, Any]:
    """Give what a run ended in; what is not the run's own doing ends the sweep."""
    from distributed import CancelledError
    from distributed.scheduler import KilledWorker, NoWorkerError

    try:
        found: dict[str, Any] = future.result()
    except KilledWorker as error:
        deaths, last = error.allowed_failures + 1, error.last_worker.address
        why = f"Its worker died {deaths} times, at last {last}. Did it take more memory than there is?"
        return {"status": "failed", "error": why}
    except CancelledError as error:
        raise SweepError(f"The scheduler at {address} went away.{KEPT}") from error
    except NoWorkerError as error:
        raise SweepError(f"The scheduler at {address} has lost all its workers.{KEPT}") from error
    if "unfit" in found:
        raise SweepError(f"The worker {found['unfit']}.{KEPT}")
    return found


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Connect to a scheduler that has workers."""
    import distributed

    try:
        client = distributed.Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SweepError(
            f"No dask scheduler answers at {address!r} ({error}). Start one with `dask scheduler`; it prints "
            "its address, such as tcp://host:8786."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise SweepError(
                f"The scheduler at {address} has no workers. Start some on each machine with "
                f"`dask worker {address} --nthreads 1 --nworkers CORES --memory-limit 0`."
            ) from error
        yield client


@contextlib.contextmanager
def _token(folder: Path) -> Iterator[str]:
    """Put a word into the folder, by which workers see that it is the same one."""
    token = secrets.token_hex(16)
    write_whole(folder / TOKEN, token.encode())
    try:
        yield token
    finally:
        (folder / TOKEN).unlink(missing_ok=True)
