"""Run the cells of a returned notebook and send on what it answers. Nothing that runs here is trusted.

Started as a program of its own, with a job as JSON on standard input; a message is a line of JSON on standard
output. None of them is a verdict: whoever reads the messages judges the answers.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import types
from itertools import islice
from numbers import Real
from typing import Any, NoReturn

__all__ = ["plain"]


def plain(answer: Any, depth: int = 0) -> list[Any]:
    """Turn an answer into what JSON can hold: its kind and its value.

    Parameters
    ----------
    answer : object
        Whatever a student wrote.
    depth : int
        How many lists it lies in.

    Returns
    -------
    list
        A kind ("none", "truth", "number", "text", "list" or "other") and a value.

    Examples
    --------
    >>> plain(19.4), plain(["Ohio", True]), plain(...), plain(print)
    (['number', 19.4], ['list', [['text', 'Ohio'], ['truth', True]]], ['none', ''], ['other', ''])
    """
    try:
        if answer is ...:
            return ["none", ""]
        if hasattr(answer, "to_numpy"):  # a Series, an Index, a table
            answer = answer.to_numpy().ravel()
        if hasattr(answer, "tolist"):
            answer = answer.tolist()
        if isinstance(answer, bool):
            return ["truth", answer]
        if isinstance(answer, int):
            return ["number", answer if abs(answer) < 10**300 else 0]
        if isinstance(answer, Real) or type(answer).__name__ == "Decimal":
            return ["number", float(answer)]
        if isinstance(answer, str):
            return ["text", answer[:1000]]
        if hasattr(answer, "__iter__") and not isinstance(answer, (bytes, dict)) and depth < 2:
            return ["list", [plain(one, depth + 1) for one in islice(answer, 1000)]]
    except Exception:
        return ["other", ""]
    return ["other", ""]


def _main() -> None:
    job = json.load(sys.stdin)
    messages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what the notebook prints would be taken for messages
        os.dup2(nowhere, stream)
    at = -1

    def send(**message: Any) -> None:
        print(json.dumps({"cell": at} | message), file=messages, flush=True)

    without = types.ModuleType("recordsdata.exercises")
    without.EXERCISES = {}  # type: ignore[attr-defined]
    sys.modules["recordsdata.exercises"] = without
    from recordsdata import classroom, display

    for show in ("show_figure", "show_table", "show_text", "record_result"):  # nobody looks
        setattr(display, show, lambda *_, **__: None)

    def exercises(p: Any) -> Any:
        return lambda number, answer: send(number=str(number)[:20], answer=plain(answer))

    classroom.exercises = exercises

    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))

    def too_long(*_: Any) -> NoReturn:
        signal.signal(signal.SIGALRM, lambda *_: os._exit(1))  # a cell that goes on after the error ends here
        signal.setitimer(signal.ITIMER_REAL, 1)
        raise TimeoutError

    def run(source: str, seconds: float) -> str:
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, too_long)
            signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            result = shell.run_cell(source, store_history=True)
        except BaseException as error:
            return type(error).__name__
        finally:
            if hasattr(signal, "SIGALRM"):
                signal.setitimer(signal.ITIMER_REAL, 0)
        stopped = result.error_before_exec or result.error_in_exec
        return "" if stopped is None else f"{type(stopped).__name__}: {stopped}"[:300]

    for source in job["ours"]:
        if problem := run(source, job["seconds"]):
            send(setup=problem)
    for at, source in job["theirs"]:  # noqa: B007 - `send` reads it
        send(begun=True)
        if problem := run(source, job["cell_seconds"]):
            send(error=problem)
    at = -1
    send(done=True)
    os._exit(0)  # threads and exit handlers of the notebook have no say


if __name__ == "__main__":
    _main()
