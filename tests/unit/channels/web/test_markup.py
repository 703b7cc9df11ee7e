"""
A talk as HTML.
"""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import markup
from bot.channels.web.linking import Links
from bot.channels.web.talks import Said
from bot.domain.facts import Facts
from bot.domain.message import Button, Table

LINKS = Links.from_facts(Facts())


class Seen(HTMLParser):
    """
    Which elements a page has, and what can be read on it.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(text=st.text(alphabet=st.sampled_from("<>&\"'/=abscript \n"), max_size=80))
def test_whatever_was_written_is_text(text: str) -> None:
    """
    A bubble has its own two elements, and says what was written.
    """
    seen = Seen(markup.log([Said(text=text, mine=True)], LINKS, "You:", "Answer:"))

    assert (["article", "span"], f"You: {text}") == (seen.elements, seen.text)


def test_the_last_answer_can_be_jumped_to() -> None:
    """
    Its first bubble, and only that.
    """
    said = [
        Said(text="a", mine=True),
        Said(text="b"),
        Said(text="c", mine=True),
        Said(text="d"),
        Said(text="e"),
    ]
    log = markup.log(said, LINKS, "You:", "Answer:")

    assert 1 == log.count('id="latest"')
    assert 'id="latest"><span class="hidden">Answer: </span>d' in log


def test_only_our_own_sentences_have_links() -> None:
    """
    An address that a person wrote stays text.
    """
    known = "https://help.example/"
    said = [
        Said(text=known, mine=True),
        Said(text=f"Saved: https://evil.example/ Get help: {known}"),
    ]
    log = markup.log(said, replace(LINKS, addresses=frozenset({known})), "You:", "Answer:")

    link = '<a href="https://help.example/" target="_blank" rel="noopener noreferrer">'
    assert (1, True) == (log.count("<a "), link in log)


def test_a_table_names_its_columns_and_rows() -> None:
    """
    For those who hear it, and for small screens, where each cell says of which column it is; addresses in it are text.
    """
    shown = Table(
        caption="Log & more",
        columns=("Number", "Where"),
        rows=(("2", "https://a.example/<b>"), ("1", "")),
    )
    log = markup.log([Said(text="the same", table=shown)], LINKS, "You:", "Answer:")

    expected = (
        '<table class="log-table" role="table"><caption>Log &amp; more</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Number</th>'
        '<th scope="col" role="columnheader">Where</th></tr></thead><tbody role="rowgroup">'
        '<tr role="row"><th scope="row" role="rowheader">2</th>'
        '<td role="cell" data-column="Where"><bdi>https://a.example/&lt;b&gt;</bdi></td></tr>'
        '<tr role="row"><th scope="row" role="rowheader">1</th>'
        '<td role="cell" data-column="Where"><bdi></bdi></td></tr></tbody></table></article>'
    )
    assert log.endswith(f'<span class="hidden">Answer: </span>{expected}')


def test_options_send_their_payload() -> None:
    """
    Numbered as they can be written; the signs of HTML in them are text.
    """
    made = markup.options([Button(title="Yes & no", payload='/SetSlots(a="b")')])

    expected = (
        '<li><button class="option" name="payload" value="/SetSlots(a=&quot;b&quot;)"'
        " formnovalidate>1. Yes &amp; no</button></li>"
    )
    assert expected == made
