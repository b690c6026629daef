from __future__ import annotations

import base64
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from recordsdata.runner import report, run
from recordsdata.runner.finding import stamp
from recordsdata.runner.report import LEVELS, build_report, describe, export_page, sortable
from recordsdata.runner.run import RunError, list_notebooks

# One white pixel: what the page does with a picture does not depend on what it shows.
PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63f8ffff3f0005fe02fea7356d510000000049454e44ae426082"
    )
).decode()


class Page(HTMLParser):
    """Everything on a page that a test asks about."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.title = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        last = self.tags[-1][0] if self.tags else ""
        if last == "title":
            self.title += data.strip()
        if last not in ("style", "script"):
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def a_notebook():
    picture = new_output(
        "display_data",
        {"image/png": PIXEL, "text/plain": "<Figure>"},
        metadata={"image/png": {"alt": 'Bars: "mean" pay <b>over</b> $20 & more'}},
    )
    return new_notebook(
        cells=[
            new_markdown_cell("# Does it pay?\n\nAbout 50 minutes, of which 10 minutes to read."),
            new_code_cell(
                'area: str = "06"  # a state', execution_count=1, metadata={"tags": ["parameters"]}
            ),
            new_code_cell("draw()", execution_count=2, outputs=[picture]),
        ]
    )


class TestAPage:
    def test_a_picture_keeps_its_alternative_text(self):
        (image,) = Page(export_page(a_notebook())).all("img")
        assert image["alt"] == 'Bars: "mean" pay <b>over</b> $20 & more'
        assert image["src"] == f"data:image/png;base64,{PIXEL}"

    def test_title_language_landmark_and_the_way_back(self):
        page = Page(export_page(a_notebook()))
        assert page.title == "Does it pay?"
        assert page.all("html")[0]["lang"] == "en"
        assert len(page.all("main")) == 1
        assert [a["href"] for a in page.all("a")] == ["index.html"]
        assert len(page.all("nav")) == 1

    def test_nothing_is_asked_of_a_server(self):
        text = export_page(a_notebook())
        page = Page(text)
        assert page.all("script") == [{"type": "module"}]
        assert 'import DataTable from "data:text/javascript;base64,' in text
        assert page.all("link") == []
        assert "url(http" not in text

    def test_code_is_a_click_away_and_exercises_are_open(self):
        nb = a_notebook()
        nb.cells.append(new_code_cell('answer_1 = ...\ncheck("02.1", answer_1)', execution_count=3))
        text = export_page(nb)
        folded = re.findall(r'<details class="code">(.*?)</details>', text, re.DOTALL)
        assert len(folded) == 2
        assert '"06"' in Page(folded[0]).text
        assert "draw" in Page(folded[1]).text
        assert "<img" not in folded[1], "what the code shows is never folded"
        assert "answer_1" in Page(text).text

    def test_parameters_stand_on_top_with_their_meaning(self):
        text = export_page(a_notebook())
        top = text[text.index("<header>") : text.index("</header>")]
        assert re.sub(r"<.+?>", " ", top).split() == [
            *("All", "questions", "Shown", "here", "for", "area", "=", '"06"', "parameter"),
            *("meaning", "area", "a", "state"),
        ]
        nb = a_notebook()
        nb.cells[1].metadata.clear()
        assert "Shown here for" not in export_page(nb)

    def test_numbers_sort_by_what_they_are_and_gaps_come_first(self):
        cells = ("9,930", "-1.5", "2,0", "suppressed", "29-2072")
        row = "".join(f'<td style="text-align:right">{text}</td>' for text in cells)
        assert re.findall(r'data-order="(.*?)"', sortable(row)) == ["9930", "-1.5", "20", "", ""]
        assert Page(sortable(row)).text == "".join(cells)
        assert "data-order" not in sortable('<td style="text-align:left">2018</td>')

    def test_the_text_of_the_notebook_is_there(self):
        text = Page(export_page(a_notebook())).text
        assert "About 50 minutes" in text
        assert '"06"' in text
        assert "¶" not in text


class TestDescribing:
    def test_question_and_minutes_come_from_the_notebook(self):
        assert describe(a_notebook()) == {"question": "Does it pay?", "minutes": 50}

    def test_a_notebook_without_either(self):
        nb = new_notebook(cells=[new_code_cell("# About 50 minutes")])
        assert describe(nb) == {"question": "A notebook without a title", "minutes": None}

    def test_every_notebook_that_ships_says_its_question_and_its_minutes(self):
        found = [describe(nbformat.read(path, as_version=4)) for path in list_notebooks()]
        assert len(found) >= 4
        assert [one["question"] for one in found if not one["question"].endswith("?")] == []
        assert {one["minutes"] for one in found} == {50}
        assert sorted(LEVELS) == [path.stem[:2] for path in list_notebooks()]


class TestTheReport:
    def test_pages_and_an_index_by_question(self, make_notebook, tmp_path, capfd):
        first = make_notebook("# What <is> here?\n\n50 minutes", "print('one')", name="00_first.ipynb")
        second = make_notebook("# Second", "print('two')", name="12_second.ipynb")
        index = build_report(tmp_path / "a" / "report", [first, second])
        assert index == (tmp_path / "a" / "report" / "index.html").resolve()
        files = sorted(path.name for path in index.parent.iterdir())
        pages = ["00_first.html", "00_first.ipynb", "12_second.html", "12_second.ipynb", "index.html"]
        assert files == [*pages, "manifest.sqlite"]
        page = Page(index.read_text("utf-8"))
        assert [a["href"] for a in page.all("a")] == ["00_first.html", "12_second.html"]
        assert [li["value"] for li in page.all("li")] == ["0", "12"]
        assert "What <is> here?" in page.text
        assert page.text.count("50 minutes") == 1
        assert page.title
        assert page.all("html")[0]["lang"] == "en"
        assert "one" in Page((index.parent / "00_first.html").read_text("utf-8")).text
        assert capfd.readouterr() == ("", "")

    def test_a_notebook_that_stops_stops_the_report_before_its_index(self, make_notebook, tmp_path):
        path = make_notebook("1 / 0", name="05_wrong.ipynb")
        with pytest.raises(RunError, match="Notebook 05_wrong stopped in cell"):
            build_report(tmp_path / "report", [path])
        files = sorted(path.name for path in (tmp_path / "report").iterdir())
        assert files == ["05_wrong.failed.ipynb", "manifest.sqlite"]

    def test_only_what_is_stale_runs_again(self, make_notebook, tmp_path, monkeypatch):
        first = make_notebook("# First", "print('one')", name="00_first.ipynb")
        second = make_notebook("# Second", "1 / 0", name="12_second.ipynb")
        ran = []

        def execute(source, *arguments):
            ran.append(source.stem)
            return run.execute(source, *arguments)

        def again(*notebooks):
            ran.clear()
            index = build_report(tmp_path / "report", notebooks)
            text = "".join((index.parent / f"{one.stem}.html").read_text("utf-8") for one in notebooks)
            return sorted(ran), Page(text).text

        monkeypatch.setattr(report, "execute", execute)
        with pytest.raises(RunError, match="12_second stopped"):
            again(first, second)
        make_notebook("# Second", "print('two')", name="12_second.ipynb")
        # What was done before another stopped is kept; that another is done now.
        assert again(first, second)[0] == ["12_second"]
        assert again(first, second)[0] == []
        make_notebook("# First", "print('new')", name="00_first.ipynb")
        which, shown = again(first, second)
        assert which == ["00_first"]
        assert "new" in shown
        assert "two" in shown
        kept = tmp_path / "report" / "12_second.ipynb"
        kept.write_text("cut")
        assert again(first, second)[0] == ["12_second"]
        kept.unlink()
        assert again(first, second)[0] == ["12_second"]
        for part in ("data", "code"):  # each changed
            newer = {path: stamp(path)._replace(**{part: "newer"}) for path in (first, second)}
            monkeypatch.setattr(report, "stamp", newer.get)
            assert again(first, second)[0] == ["00_first", "12_second"]
            assert again(first, second)[0] == []


def test_the_templates_travel_with_the_package():
    # What a page needs is found beside the code, wherever the report is made from.
    code = "from recordsdata.runner.report import TEMPLATES; print(len(list(TEMPLATES.rglob('*.j2'))))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path("/"), capture_output=True, text=True, check=True
    )
    assert done.stdout == "4\n"
