"""
All checks together, and what is exempted from them.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.response import Response
from bot.wording.finding import Finding
from bot.wording.rules import Exemption
from bot.wording.run import judge_wording
from tests.unit.wording.small import RULES, assistant, response

SHOUT = Finding(
    file="all.yml",
    line=0,
    response="utter_this",
    check="exclamation mark",
    figure="an exclamation mark",
    expected="a full stop",
)


def exemption(**given: object) -> Exemption:
    plain = Exemption(check="exclamation mark", why="It is quoted.", file="ex.yml", line=2)
    return replace(plain, **given)  # type: ignore[arg-type]  # fields by name


def judged(*exemptions: Exemption, of: Response | None = None) -> list[tuple[str, str, str]]:
    whole = assistant(of or response("Stop!", tags=("neutral",)))
    findings = judge_wording(whole, replace(RULES, exemptions=exemptions))
    return [(each.response, each.check, each.figure) for each in findings]


def test_nothing_is_found_where_all_is_well() -> None:
    """
    The stand-ins for facts are judged, too.
    """
    assert [] == judged(of=response("OK."))


def test_a_finding_names_the_response() -> None:
    """
    And its message says which check found what.
    """
    assert [("utter_this", "exclamation mark", "an exclamation mark")] == judged()
    assert "utter_this, exclamation mark: an exclamation mark" == SHOUT.message()


def test_exemptions_by_name_and_by_tag() -> None:
    """
    A name may end in a star; words narrow it to some findings.
    """
    found = [("utter_this", "exclamation mark", "an exclamation mark")]
    idle = ("utter_this", "exclamation mark", "the exemption isn't needed")

    assert [] == judged(exemption(responses=frozenset({"utter_t*"})))
    assert [] == judged(exemption(tags=frozenset({"neutral"})))
    assert [*found, idle] == judged(
        exemption(responses=frozenset({"utter_this"}), containing="a question mark")
    )


def test_an_idle_exemption_is_a_finding() -> None:
    """
    Where the wording was put right, the exemption goes, too.
    """
    idle = exemption(responses=frozenset({"utter_this"}))

    assert [("utter_this", "exclamation mark", "the exemption isn't needed")] == judged(
        idle, of=response("Stop.")
    )


def test_another_language_is_held_to_what_any_language_can_keep() -> None:
    """
    Lists of English words and grades say nothing about it.
    """
    whole = assistant(response("OK."))
    spanish = {"utter_this": response("¡Hola, user!")}
    whole = replace(whole, responses={**whole.responses, "es": spanish})

    assert ["exclamation mark"] == [each.check for each in judge_wording(whole, RULES)]
