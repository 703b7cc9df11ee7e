"""
The widget's script, and the page at the front door.
"""

from __future__ import annotations

from dataclasses import replace

from tests.build import say
from tests.doors import DEVELOPMENT, PRODUCTION, doors, small_assistant


def test_the_widget_holds_its_words_as_data() -> None:
    """
    Quotes and signs of HTML in a response can't end the script's text.
    """
    content = small_assistant()
    sharp = say("utter_web_open", text='</script>"; alert(1); "')
    responses = {"en": {**content.responses["en"], "utter_web_open": sharp}}
    script = doors(content=replace(content, responses=responses)).client.get("/widget.js").text

    assert r'"open": "</script>\"; alert(1); \""' in script
    assert "/*words*/" not in script


def test_the_widget_knows_where_leaving_leads() -> None:
    """
    The page of the settings.
    """
    settings = replace(DEVELOPMENT, neutral_page="https://neutral.example/")

    assert '"page": "https://neutral.example/"' in doors(settings).client.get("/widget.js").text


def test_the_front_page_also_leads_to_the_chat_by_a_plain_link() -> None:
    """
    For browsers without scripts.
    """
    for settings in (DEVELOPMENT, PRODUCTION):
        page = doors(settings).client.get("/").text
        assert ('href="/chat"' in page, 'src="/widget.js"' in page) == (True, True)
