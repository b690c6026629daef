"""nbval compares what is there; this counts that it is there, for stripped outputs would pass nbval."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import nbformat
import pytest

from recordsdata.parameters import NOTEBOOKS
from recordsdata.runner.run import list_notebooks

HERE = Path(__file__).parent
FOUND = list_notebooks()
# A path of somebody's machine: absolute on Linux, macOS or Windows, or an address of an object in memory.
TRACES = re.compile(
    r"(?<![\w/.:])/(?:home|root|tmp|usr|var|Users|work|opt|mnt)/|[A-Z]:\\\\?\w|\b0x[0-9a-f]{6,}"
)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code_cells(nb):
    return [cell for cell in nb.cells if cell.cell_type == "code"]


def texts(output):
    yield output.get("text", "")
    yield from output.get("traceback", [])
    for kind, data in output.get("data", {}).items():
        if isinstance(data, str) and not kind.startswith("image/"):
            yield data


def test_the_notebooks_are_all_here():
    assert len(FOUND) >= 4
    assert [path.stem for path in FOUND] == list(NOTEBOOKS)
    folder = FOUND[0].parent
    others = [p.name for p in folder.rglob("*") if p not in FOUND and ".ipynb_checkpoints" not in p.parts]
    assert sorted(others) in ([], ["01_is_the_article_right.png", "sweeps.yml", "teaching.yml"])


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
class TestEach:
    def test_every_code_cell_has_run_in_order(self, path):
        cells = code_cells(read(path))
        assert len(cells) >= 5
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))

    def test_outputs_are_there_and_none_is_an_error_or_on_stderr(self, path):
        cells = code_cells(read(path))
        outputs = [output for cell in cells for output in cell.outputs]
        assert sum(bool(cell.outputs) for cell in cells) >= len(cells) / 2
        assert cells[-1].outputs, "the last cell records the results"
        assert {o.output_type for o in outputs} <= {"stream", "display_data", "execute_result"}
        assert [o.text for o in outputs if o.output_type == "stream" and o.name != "stdout"] == []

    def test_every_picture_says_what_it_shows_and_one_is_there(self, path):
        outputs = [output for cell in code_cells(read(path)) for output in cell.outputs]
        pictures = [o for o in outputs if any(kind.startswith("image/") for kind in o.get("data", {}))]
        assert len(pictures) >= 1
        for picture in pictures:
            alt = picture.metadata["image/png"]["alt"]
            assert len(alt) >= 30
            assert re.search(r"\d", alt), "an alternative text that tells no number tells little"
            assert alt in picture.data["text/plain"], "nbval compares this text, not the picture"
            assert "check=" in picture.data["text/plain"]

    def test_no_trace_of_a_machine(self, path):
        nb = read(path)
        for cell in code_cells(nb):
            for output in cell.outputs:
                for text in texts(output):
                    assert TRACES.findall(text) == []
        assert nb.metadata == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        for cell in nb.cells:
            assert set(cell.metadata) <= {"tags", "jupyter", "nbgrader"}

    def test_cells_that_only_present_are_folded(self, path):
        for cell in code_cells(read(path)):
            stays_open = "parameters" in cell.metadata.get("tags", []) or re.search(
                r"parameters\.check|check\(\"", cell.source
            )
            folded = len(cell.source.splitlines()) > 8 and not stays_open
            assert cell.metadata.get("jupyter", {}) == ({"source_hidden": True} if folded else {}), cell.id

    def test_ids_are_words_and_each_stands_once(self, path):
        ids = [cell.id for cell in read(path).cells]
        assert len(set(ids)) == len(ids)
        assert [
            one
            for one in ids
            if not re.fullmatch(r"[a-z][a-z0-9-]+", one) or re.fullmatch(r"[0-9a-f]{8}", one)
        ] == []

    def test_parameters_are_tagged_once_and_checked_next(self, path):
        nb = read(path)
        cells = code_cells(nb)
        tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
        assert tagged == cells[:1]
        assert [cell for cell in cells if "injected-parameters" in cell.metadata.get("tags", [])] == []
        assert f'parameters.check("{path.stem}", globals())' in cells[1].source
        for line in tagged[0].source.splitlines():
            assert "#" in line, f"a student reads this line: say what it may hold: {line}"

    def test_nothing_is_kept_from_nbval(self, path):
        for cell in code_cells(read(path)):
            assert set(cell.metadata.get("tags", [])) <= {"parameters"}
            assert not re.search(r"#\s*(NBVAL|PYTEST_VALIDATE)", cell.source)

    def test_no_cell_ends_in_a_bare_value(self, path):
        for cell in code_cells(read(path)):
            kinds = [o for o in cell.outputs if o.output_type == "execute_result"]
            assert kinds == [], "what a reader sees goes through recordsdata.display"


def test_the_list_of_what_nbval_overlooks_is_short():
    text = (HERE / "sanitize.cfg").read_text("utf-8")
    assert "Keep this list short" in text
    patterns = configparser.ConfigParser()
    patterns.read_string(text)
    assert len(patterns.sections()) <= 3


def test_the_trace_pattern_finds_traces():
    found = ["/home/ann/x", "see /tmp/a", r"C:\Users", "<object at 0x7f3a2b1c>", "'/root/.venv'"]
    fine = ["and/or", "https://www.bls.gov/home/x", "1/2", "oe.data.0.Current", "0x1f", "a/tmp/b", "A: b"]
    assert [text for text in found if not TRACES.search(text)] == []
    assert [text for text in fine if TRACES.search(text)] == []
