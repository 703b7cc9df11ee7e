"""
Small responses to judge, and the rules to judge them by.
"""

from __future__ import annotations

from bot.domain.assistant import Assistant
from bot.domain.facts import Facts
from bot.domain.flow import Flow
from bot.domain.response import ButtonTemplate, Response, SlotCondition, Variation
from bot.domain.rule import Rule
from bot.domain.slot import Slot
from bot.loading.templates import split_template
from bot.wording.rules import Phrase, PhraseList, WordingRules
from bot.wording.said import Said, everything_said

RULES = WordingRules(
    phrases=(
        PhraseList(
            name="banned",
            titles=True,
            phrases=(Phrase(words="user", why="you", unless=("user name",)),),
        ),
        PhraseList(
            name="promise", denied=True, phrases=(Phrase(words="for sure", why="what is known"),)
        ),
    ),
    negations=("nobody", "not"),
    topics=("picture",),
    reserved_titles=("yes", "help"),
    ways_on=("no", "later"),
    tags=frozenset({"asks", "neutral", "dont_pay", "crisis_line", "helpline"}),
)


def wording(
    text: str,
    *buttons: tuple[str, str],
    channel: str | None = None,
    options_from: str | None = None,
    conditions: tuple[SlotCondition, ...] = (),
) -> Variation:
    """
    A wording as the files have it; placeholders in braces, buttons as title and payload.
    """
    return Variation(
        text=split_template(text),
        buttons=tuple(
            ButtonTemplate(title=split_template(title), payload=payload)
            for title, payload in buttons
        ),
        channel=channel,
        conditions=conditions,
        options_from=options_from,
        file="all.yml",
        line=7,
    )


def response(
    *variations: Variation | str, name: str = "utter_this", tags: tuple[str, ...] = ()
) -> Response:
    """
    A response with these wordings.
    """
    return Response(
        name=name,
        variations=tuple(wording(each) if isinstance(each, str) else each for each in variations),
        tags=frozenset(tags),
        file="all.yml",
        line=5,
    )


def assistant(
    *responses: Response,
    facts: Facts | None = None,
    flows: tuple[Flow, ...] = (),
    rules: tuple[Rule, ...] = (),
    slots: tuple[Slot, ...] = (),
) -> Assistant:
    """
    An assistant that says these, and what stands in for unknown facts.
    """
    stand_ins = (
        response("your emergency number", name="utter_word_local_emergency"),
        response("not known", name="utter_word_not_known"),
        response("the site", name="utter_word_the_site"),
        response("your country", name="utter_word_your_country"),
        response("the report button", name="utter_word_report_on_site"),
    )
    return Assistant(
        flows={each.id: each for each in flows},
        slots={each.name: each for each in slots},
        intents=frozenset(),
        custom_actions=frozenset(),
        responses={"en": {each.name: each for each in (*responses, *stand_ins)}},
        facts=facts or Facts(),
        rules=rules,
    )


def said(
    text: str | Variation,
    tags: tuple[str, ...] = (),
    name: str = "utter_this",
    rules: WordingRules = RULES,
    facts: Facts | None = None,
) -> Said:
    """
    One wording with all its bubbles.
    """
    whole = assistant(response(text, name=name, tags=tags), facts=facts)
    return next(iter(everything_said(whole, rules, "en")))


__all__ = ["RULES", "assistant", "response", "said", "wording"]
