"""The README says what the committed notebooks say, and its picture is theirs."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from recordsdata.parameters import NOTEBOOKS
from recordsdata.runner import readme
from recordsdata.runner.finding import RunError, list_notebooks

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text("utf-8")


def rows() -> dict[str, list[str]]:
    found = re.findall(r"^\| \[(\d\d)\]\(notebooks/(\w+)\.ipynb\) (.+) \|$", README, re.MULTILINE)
    assert all(name.startswith(number) for number, name, _ in found)
    return {name: rest.split(" | ") for _, name, rest in found}


def cells(name: str) -> list[dict]:
    return json.loads((REPOSITORY / "notebooks" / f"{name}.ipynb").read_text("utf-8"))["cells"]


def test_it_is_as_a_refresh_writes_it():
    assert readme.with_blocks(README, list_notebooks()) == README


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_row_for_each_notebook_in_that_notebook_s_words(name):
    question, finding, parameters, minutes = rows()[name]
    prose = "\n".join(f"{''.join(cell['source'])}\n" for cell in cells(name))
    assert f"# {question}\n" in prose
    assert f"{minutes} minutes" in prose
    assert all(re.search(rf"^{one}: \w+ = ", prose, re.MULTILINE) for one in parameters.split(", "))
    shown = [out["data"] for cell in cells(name) for out in cell.get("outputs", []) if "data" in out]
    first = next("".join(data["text/markdown"]) for data in shown if "text/markdown" in data)
    assert finding in first.replace("**", ""), "the answer up front, before any other text"
    assert len(finding) > 40


def test_no_other_notebook_is_listed():
    assert list(rows()) == list(NOTEBOOKS)


def test_the_picture_and_its_words_are_those_of_the_notebook():
    (alt, picture, notebook) = re.findall(r"^\[!\[(.+)\]\((\S+\.png)\)\]\((\S+)\)$", README, re.MULTILINE)[0]
    outputs = [out for cell in cells(Path(notebook).stem) for out in cell.get("outputs", [])]
    drawn = next(out for out in outputs if "image/png" in out.get("data", {}))
    assert (REPOSITORY / picture).read_bytes() == base64.b64decode("".join(drawn["data"]["image/png"]))
    assert alt == drawn["metadata"]["image/png"]["alt"]


def test_made_up_records_are_called_so_above_their_findings():
    before, _, lab = README.partition("<!-- lab:")
    assert "made up (synthetic)" in before[-400:]
    assert "in made-up records" in lab.splitlines()[1]


def shown(*texts: str):
    outputs = [new_output("display_data", {"text/markdown": text}) for text in texts]
    return new_notebook(cells=[new_code_cell("show()", outputs=outputs)])


class TestAFinding:
    def test_two_sentences_of_the_first_text(self):
        assert readme.finding_of(shown("**One is 4.5 % of 9.** Two.\nThree.", "Other.")) == (
            "One is 4.5 % of 9. Two."
        )

    @pytest.mark.parametrize("text", ["- **First:** yes\n- second", "First: yes\n\nsecond", "First:\nyes"])
    def test_one_bullet_or_paragraph_on_one_line(self, text):
        assert readme.finding_of(shown(text)) == "First: yes"

    def test_a_notebook_that_was_not_run_says_what_to_do(self):
        with pytest.raises(RunError, match="recordsdata refresh"):
            readme.finding_of(new_notebook(cells=[new_code_cell("show()")]))
        with pytest.raises(RunError, match="recordsdata refresh"):
            readme._front(shown("text"))


class TestRenewing:
    @pytest.fixture
    def repository(self, tmp_path, monkeypatch):
        (tmp_path / "notebooks").mkdir()
        for path in list_notebooks():
            text = path.read_text("utf-8").replace("32 right", "33 right").replace("minutes", "minutes | x")
            (tmp_path / "notebooks" / path.name).write_text(text, "utf-8")
        (tmp_path / "README.md").write_text(README, "utf-8")
        monkeypatch.setattr(readme, "PACKAGE", tmp_path / "recordsdata")
        monkeypatch.setattr(readme, "list_notebooks", lambda: sorted(tmp_path.glob("notebooks/*.ipynb")))
        return tmp_path

    def test_what_the_notebooks_say_now_takes_the_place_of_what_they_said(self, repository):
        page, picture = repository / "README.md", repository / "notebooks" / "01_is_the_article_right.png"
        assert readme.renew() == [page, picture]
        assert README.count("32 right") == page.read_text("utf-8").count("33 right") == 2
        assert "32 right" not in page.read_text("utf-8")
        assert page.read_text("utf-8").replace("33 right", "32 right") == README, "nothing else changes"
        assert readme.renew() == []

    def test_a_mark_that_is_gone_is_named_and_nothing_is_written(self, repository):
        broken = README.replace("<!-- end of lab -->", "")
        (repository / "README.md").write_text(broken, "utf-8")
        with pytest.raises(RunError, match="end of lab"):
            readme.renew()
        assert (repository / "README.md").read_text("utf-8") == broken
        assert not list(repository.glob("notebooks/*.png"))

    def test_without_a_readme_there_is_nothing_to_renew(self, repository):
        (repository / "README.md").unlink()
        assert readme.renew() == []
