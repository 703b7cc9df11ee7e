"""
Pictures of flows: whole, readable without colours, and safe to put into a page.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.domain.assistant import Assistant
from bot.drawing.mermaid import as_mermaid
from bot.drawing.pages import INDEX, pages
from bot.drawing.svg import as_svg, picture
from bot.drawing.text import described
from bot.engine.graph import Graph, Marks, graph_of, graph_of_all, marked
from bot.loading.assistant import load_assistant
from tests.build import ask, assistant, do, flow, say

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "flows"
SVG = "{http://www.w3.org/2000/svg}"
NASTY = """<script>"it's" & #1 `x`</script>"""
WAY = [('slots.safe_now is "yes"', "utter_good"), (None, "END")]
SMALL = assistant(
    flow("talk", ask("safe_now", WAY), do("utter_good")),
    responses=(
        say("utter_ask_safe_now", ("Yes", "/SetSlots(safe_now=yes)"), text="Are you safe?"),
        say("utter_good", text=NASTY),
    ),
)
MARKS = Marks(
    here="talk.safe_now",
    missing=frozenset({"talk.utter_good", "talk.utter_good -> END"}),
    broken={"talk.utter_good": ("Never that.",)},
)


@pytest.fixture(scope="module")
def real() -> Assistant:
    """
    The assistant as it is.
    """
    return load_assistant(ROOT)


def small() -> Graph:
    """
    A small flow with a talk in it, something that no test visits, and a rule that broke.
    """
    return marked(graph_of(SMALL, "talk"), MARKS)


def texts(svg: str) -> str:
    """
    What stands in a picture, read line after line.
    """
    return " ".join(each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own


def test_a_picture_shows_questions_words_answers_and_conditions() -> None:
    """
    With the name of the flow above.
    """
    shown = texts(as_svg(small()))

    for each in ("talk", "asks safe_now", "Are you safe?", "“Yes”, safe_now is", "else", "end"):
        assert each in shown


def test_marks_are_words_so_that_they_last_in_print_and_without_colours() -> None:
    """
    Where the talk is, what no test visits, and which rule broke.
    """
    shown = texts(as_svg(small()))

    assert ("> the talk is here" in shown, "(no test comes here)" in shown) == (True, True)
    assert "BROKEN: Never that." in shown


def test_a_picture_is_black_and_white_and_fetches_nothing() -> None:
    """
    No colours, scripts, styles, fonts or links: a page's policy may forbid them.
    """
    svg = as_svg(small())
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+|none)"', svg))
    names = {each.tag.removeprefix(SVG) for each in ET.fromstring(svg).iter()}  # noqa: S314 - our own

    assert {"#000", "#fff", "none"} == colours
    assert {"svg", "title", "desc", "g", "rect", "path", "polygon", "text"} == names
    assert "style=" not in svg
    assert "href" not in svg


def test_a_picture_can_be_read_out() -> None:
    """
    It has a title, and a description that says every step and where it leads.
    """
    tree = ET.fromstring(as_svg(small()))  # noqa: S314 - our own
    labels = tree.attrib["aria-labelledby"].split()
    told = tree.findtext(f"{SVG}desc")

    assert ("img", ["talk-title", "talk-desc"]) == (tree.attrib["role"], labels)
    assert "talk: talk" == tree.findtext(f"{SVG}title")
    assert " ".join(described(small())) == told
    assert "asks safe_now “Are you safe?” > the talk is here. → “Yes”, safe_now is" in (told or "")


def test_words_from_files_are_never_markup() -> None:
    """
    What a response says stays text, in SVG and in Mermaid.
    """
    svg, mermaid = as_svg(small()), as_mermaid(graph_of(assistant(flow("a", do("utter_a"))), "a"))

    assert "<script>" not in svg
    assert NASTY in " ".join(described(small()))
    assert "<script>" not in mermaid


def test_signs_that_mermaid_would_read_are_spelt_out() -> None:
    """
    Quotes in conditions, for one.
    """
    assert '|"safe_now is #quot;yes#quot;"|' in as_mermaid(small())


def test_a_talks_place_is_shown_in_the_picture_of_its_flow(real: Assistant) -> None:
    """
    The box is black then; without a place none is.
    """
    shown, plain = picture(real, "immediate_danger", here="ask"), picture(real, "immediate_danger")

    assert (1, 0) == tuple(each.count(' fill="#000" stroke') for each in (shown, plain))


def test_an_unknown_flow_has_no_picture(real: Assistant) -> None:
    """
    Whoever asks for it is told so.
    """
    with pytest.raises(KeyError):
        picture(real, "nowhere")


def test_every_flow_can_be_drawn_the_same_each_time(real: Assistant) -> None:
    """
    And the whole assistant; boxes and texts lie inside the picture.
    """
    for graph in (graph_of_all(real), *(graph_of(real, name) for name in real.flows)):
        svg = as_svg(graph)
        tree = ET.fromstring(svg)  # noqa: S314 - our own
        boxes = list(tree.iter(f"{SVG}rect"))[1:]
        assert svg == as_svg(graph)
        assert len(graph.nodes) == len(boxes)
        assert all(float(box.attrib["width"]) < float(tree.attrib["width"]) for box in boxes)


def test_the_pages_of_docs_are_those_of_the_flows(real: Assistant) -> None:
    """
    If this fails: `make fix` (or `firsthours graph --docs`) writes them anew.
    """
    written = {each.name: each.read_text(encoding="utf-8") for each in DOCS.glob("*.md")}
    made = pages(real)
    changed = [each for each in made | written if made.get(each) != written.get(each)]

    assert [] == changed, "run: make fix"


def test_the_list_names_each_flow_once(real: Assistant) -> None:
    """
    By the file that it stands in, with what it does.
    """
    listed = re.findall(r"^\| \[(\w+)\]\(\1\.md\) \| .+ \|$", pages(real)[INDEX], re.MULTILINE)

    assert sorted(real.flows) == sorted(listed)
