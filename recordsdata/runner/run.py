"""Run one notebook with checked parameters, or run the notebooks again in place.

Papermill does the running. Added here: a parameter is checked before a kernel starts and keeps its type,
the result is written whole or not at all, and the same run gives the same bytes.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from tqdm import tqdm

from recordsdata.files import write_whole
from recordsdata.runner.finding import RunError, find_notebook, list_notebooks
from recordsdata.runner.forking import KERNEL, why_not

__all__ = [
    "Ran",
    "RunError",
    "execute",
    "find_notebook",
    "for_each",
    "kernel_name",
    "list_notebooks",
    "refresh",
    "run_notebook",
]

Result = TypeVar("Result")
RESULT_MIME = "application/vnd.recordsdata.result+json"  # as recordsdata.display records results
log = logging.getLogger(__name__)
# What papermill and the kernel add to each run: times, durations, paths.
NOISE = ("papermill", "execution")
# A kernel is told which ports to use while they are free; now and then another process is quicker.
STARTS = 3
# A kernel that starts up waits idly, so one more than there are cores keeps them all busy.
AT_ONCE = (os.cpu_count() or 1) + 1
# jupyter_client's words
DIED_AT_START = "Kernel died before replying to kernel_info"


def run_notebook(
    notebook: str | Path,
    parameters: Mapping[str, Any] | None,
    output: str | Path,
    *,
    progress: bool = False,
    timeout: float | None = None,
) -> Path:
    """Run one notebook and write it, with its outputs, to a file.

    Parameters
    ----------
    notebook : str or path
        As `find_notebook` takes it.
    parameters : mapping of str to value, or None
        What to change from the defaults.
    output : str or path
        The `.ipynb` file to write. It appears whole or not at all.
    progress : bool, default False
        Show a progress bar on standard error.
    timeout : float, optional
        The seconds that any one cell may take.

    Returns
    -------
    pathlib.Path
        `output`.

    Raises
    ------
    recordsdata.parameters.ParameterError
        A parameter's name or value is not accepted. No kernel was started.
    RunError
        The notebook stopped. What had run until then is kept beside `output`, as `NAME.failed.ipynb`.

    Examples
    --------
    >>> run_notebook("03", {"lebel": "state"}, "out.ipynb")
    Traceback (most recent call last):
    recordsdata.parameters.ParameterError: Notebook 03_where_are_the_jobs has no parameter 'lebel'. ...
    """
    from recordsdata.runner.given import check_parameters  # brings pandas, which a sweep does without

    source, output = find_notebook(notebook), Path(output)
    check_parameters(source, parameters or {})
    if output.suffix != ".ipynb" or output.is_dir():
        raise RunError(f"The output {str(output)!r} must be a file whose name ends in .ipynb.")
    if parameters and output.exists() and output.samefile(source):
        raise RunError(
            f"The output {str(output)!r} is the notebook itself; a run with other parameters would replace "
            "the text that everybody starts from. Name another file."
        )
    execute(source, parameters or {}, output, progress=progress, timeout=timeout)
    return output


class Ran(NamedTuple):
    """What a run took and found.

    Attributes
    ----------
    memory_mib : float or None
        The most that the kernel's process held at once, where the system tells.
    recorded : dict
        The results that the notebook recorded.
    """

    memory_mib: float | None
    recorded: dict[str, Any]


def execute(
    source: Path,
    parameters: Mapping[str, Any],
    output: Path,
    *,
    progress: bool = False,
    timeout: float | None = None,
    turn: AbstractContextManager[Any] | None = None,
) -> Ran:
    """Run a notebook with parameters that are known to be accepted; otherwise as `run_notebook`.

    A kernel that starts up waits idly. Where more kernels start than shall work at a time, each takes its
    `turn`, a semaphore, before its first cell.
    """
    failed = output.with_suffix(".failed.ipynb")
    nb = remove_error_markers(load_notebook_node(str(source)))
    if parameters:
        nb = parameterize_notebook(nb, dict(parameters), kernel_name="python3", language="python")
    memory: list[float] = []
    with tempfile.TemporaryFile() as words, ExitStack() as held:
        ready = (lambda notebook: held.enter_context(turn)) if turn else None
        manager = _manager(words, memory, held.close)
        try:
            _run_cells(nb, manager, source.stem if progress else None, timeout, ready)
            raise_for_execution_errors(nb, None)
        except (PapermillExecutionError, CellTimeoutError, RuntimeError) as error:
            # a cell failed; it took too long; the kernel died
            write_whole(failed, _stripped(nb))
            raise RunError(_what_stopped(source, error, words, failed, timeout)) from error
    write_whole(output, _stripped(nb))
    failed.unlink(missing_ok=True)  # left by an earlier run
    shown = [out.data for cell in nb.cells for out in cell.get("outputs", []) if "data" in out]
    recorded = {name: value for data in shown for name, value in data.get(RESULT_MIME, {}).items()}
    return Ran(memory[-1] if memory else None, recorded)


def _run_cells(
    nb: NotebookNode,
    manager: type[AsyncKernelManager],
    bar: str | None,
    timeout: float | None,
    ready: Callable[[NotebookNode], Any] | None,
) -> None:
    """Run every cell in a new kernel; start another where one died before the first cell."""
    for starts_left in range(STARTS - 1, -1, -1):
        try:
            # Papermill's engine without its files: it changes `nb` itself, so that what ran until an error is
            # there, and saves a write after every cell.
            papermill_engines.execute_notebook_with_engine(
                None,
                nb,
                kernel_name=kernel_name(),  # whatever kernel the machine that last saved the notebook had
                progress_bar={"desc": bar} if bar else False,
                kernel_manager_class=manager,
                shutdown_kernel="immediate",
                execution_timeout=timeout,
                on_notebook_start=ready,
            )
            return
        except RuntimeError as error:
            if DIED_AT_START not in str(error) or not starts_left:
                raise
            log.info("A kernel died before the first cell; another starts.")


def kernel_name() -> str:
    """Return the kernelspec to run with: the one that forks where it can be used, else python3.

    Returns
    -------
    str

    Examples
    --------
    >>> kernel_name() in ("recordsdata", "python3")
    True
    """
    reason = why_not()
    if not reason:
        try:
            KernelSpecManager().get_kernel_spec(KERNEL)
        except NoSuchKernel:
            reason = f"no kernel {KERNEL!r} is installed; install the package again"
    if reason:
        log.info("Ordinary kernels are used: %s.", reason)
    return "python3" if reason else KERNEL


def refresh(notebooks: Iterable[str | Path] | None = None, *, progress: bool = False) -> list[Path]:
    """Run notebooks again in place with their defaults.

    Parameters
    ----------
    notebooks : iterable of str or path, optional
        As `find_notebook` takes them; all that come with the package when left out.
    progress : bool, default False
        Show a progress bar on standard error.

    Returns
    -------
    list of pathlib.Path
        The files written. A second refresh writes the same bytes.

    Raises
    ------
    RunError
        As `run_notebook` raises; the notebook that stopped is left as it was.
    """
    found = list_notebooks() if notebooks is None else [find_notebook(notebook) for notebook in notebooks]
    return for_each(found, lambda path: run_notebook(path, None, path), progress=progress)


def for_each(
    notebooks: Sequence[Path], work: Callable[[Path], Result], *, progress: bool = False
) -> list[Result]:
    """Do some work on each notebook, `AT_ONCE` of them at a time.

    Parameters
    ----------
    notebooks : sequence of pathlib.Path
    work : callable
        From a notebook's path to a result. It runs in a thread: what it waits for is a kernel's process.
    progress : bool, default False
        Show one progress bar on standard error.

    Returns
    -------
    list
        The results, in the order of the notebooks.

    Raises
    ------
    Exception
        Whatever `work` raised first; notebooks that had not begun are left out.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = [pool.submit(work, path) for path in notebooks]
        try:
            for one in tqdm(as_completed(begun), "notebooks", len(begun), disable=not progress):
                one.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [one.result() for one in begun]


def _manager(words: IO[bytes], memory: list[float], worked: Callable[[], None]) -> type[AsyncKernelManager]:
    """Send what a kernel's process prints to a log, note its memory, and say when it has done its work."""

    class Manager(AsyncKernelManager):
        async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
            await super()._async_launch_kernel(kernel_cmd, **(kw | {"stdout": words, "stderr": words}))

        async def shutdown_kernel(  # type: ignore[override]
            self, now: bool = False, restart: bool = False
        ) -> None:
            memory.extend(_peak_memory(getattr(self.provisioner, "pid", None)))
            worked()  # what follows is waiting and writing: another kernel may have the turn
            await super().shutdown_kernel(now=now, restart=restart)

    return Manager


def _peak_memory(process: int | None) -> list[float]:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has ended, or this is no Linux
        return []
    return [int(kib) / 1024 for kib in re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)]


def _what_stopped(
    source: Path, error: Exception, words: IO[bytes], failed: Path, timeout: float | None
) -> str:
    if isinstance(error, PapermillExecutionError):
        first = error.source.strip().splitlines()[:1]
        what = f"stopped in cell [{error.exec_count}] ({''.join(first)}): {error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        what = f"stopped because a cell took longer than {timeout:g} seconds"
    else:
        words.seek(0)
        last = words.read().decode("utf-8", "replace").strip().splitlines()[-3:]
        what = "\n".join([f"stopped because its kernel died: {error}", *last])
    return f"Notebook {source.stem} {what}\nWhat had run until then is kept in {failed}"


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed: how prints are cut into messages depends on timing.

    nbclient's own `coalesce_streams` takes minutes for one line of half a megabyte.
    """
    streams: dict[str, NotebookNode] = {}
    kept = []
    for output in outputs:
        if output.output_type != "stream":
            kept.append(output)
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = output
            kept.append(output)
    for first, second in itertools.pairwise(range(len(kept))):  # which of the two came first is chance
        if (kept[first].get("name"), kept[second].get("name")) == ("stderr", "stdout"):
            kept[first], kept[second] = kept[second], kept[first]
    return kept


def _stripped(nb: NotebookNode) -> bytes:
    """Leave out of a notebook what differs between two equal runs, or between two Pythons."""
    nb.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nb.metadata.language_info = {"name": "python"}
    for cell in nb.cells:
        if cell.get("outputs"):
            cell.outputs = _joined(cell.outputs)
    for part in (nb, *nb.cells):
        for noise in NOISE:
            part.metadata.pop(noise, None)
        if part.metadata.get("tags") == []:  # papermill gives every cell a list
            del part.metadata["tags"]
        if "injected-parameters" in part.metadata.get("tags", []):
            part.id = "injected-parameters"  # papermill draws a new one each time
    return f"{nbformat.writes(nb)}\n".encode()
