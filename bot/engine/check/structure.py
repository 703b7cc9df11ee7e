"""
What can be told of the flows, slots and sentences without a conversation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.domain.assistant import Assistant
from bot.domain.condition import names_in
from bot.domain.flow import Call, Link
from bot.domain.response import Placeholder, Response, Variation
from bot.domain.rule import Mark, NeverShown, Remembered
from bot.engine.check.finding import Finding, Seen
from bot.engine.check.places import BOTTOM
from bot.engine.check.values import button_values
from bot.engine.dependencies import dependents
from bot.engine.offers import startable

UNHEARD = "unheard"
"""The kind of findings that only warn: what an action may say is written down by hand."""
SAID_OTHERWISE = (
    "utter_name_",
    "utter_word_",
    "utter_web_",
    "utter_export_",
    "utter_download_",
    "utter_telegram_",
    "utter_reminder_notice",
    "utter_reminder_kept",
    "utter_first_line",
    "utter_internal_error",
)
"""Names of flows, words set into other sentences, what pages, papers and channels say, what is said when all breaks."""


def structure(assistant: Assistant, seen: Seen) -> Iterator[Finding]:
    """
    Everything wrong that shows in the files, once it is known which steps and responses conversations come to.
    """
    yield from _shared_options(assistant)
    yield from _shown(assistant)
    yield from _notes_that_people_set(assistant)
    yield from _forgotten(assistant)
    yield from _flows_nobody_reaches(assistant)
    yield from _steps_nobody_reaches(assistant, seen)
    yield from _responses_nobody_hears(assistant, seen)


def _shared_options(assistant: Assistant) -> Iterator[Finding]:
    for response, variation in _wordings(assistant):
        payloads = [each.payload for each in variation.buttons]
        titles = [str(each.title) for each in variation.buttons]
        for what, values in (("does", payloads), ("is called", titles)):
            for value in _twice(values):
                yield Finding(
                    kind="shared option",
                    rule="No two options of a question are the same.",
                    detail=f"{response.name}: two buttons of which each {what} {value}",
                    file=variation.file or response.file,
                    line=variation.line or response.line,
                )


def _twice(values: list[str]) -> list[str]:
    return list(dict.fromkeys(each for each in values if values.count(each) > 1))


def _wordings(assistant: Assistant) -> Iterator[tuple[Response, Variation]]:
    for responses in assistant.responses.values():
        for response in responses.values():
            for variation in response.variations:
                yield response, variation


def _shown(assistant: Assistant) -> Iterator[Finding]:
    for rule in assistant.rules:
        if isinstance(rule, NeverShown):
            for response, variation in _wordings(assistant):
                names = {each.name for each in variation.text if isinstance(each, Placeholder)}
                for name in sorted(names & rule.slots):
                    yield Finding(
                        kind="rule",
                        rule=rule.name,
                        detail=f"{response.name} repeats {name}",
                        file=variation.file or response.file,
                        line=variation.line or response.line,
                    )


def _notes_that_people_set(assistant: Assistant) -> Iterator[Finding]:
    """
    What a mark is about is noted by flows alone: no message and no button sets it, or it would prove nothing.
    """
    buttons = button_values(assistant)
    for rule in assistant.rules:
        if isinstance(rule, Mark):
            for name in sorted(each.key for each in names_in(rule.when)):
                slot = assistant.slots[name]
                told = any(mapping.type != "controlled" for mapping in slot.mappings)
                if told or name in buttons:
                    yield Finding(
                        kind="rule",
                        rule=rule.name,
                        detail=f"a message can set {name}",
                        file=slot.file,
                        line=slot.line,
                    )


def _forgotten(assistant: Assistant) -> Iterator[Finding]:
    """
    Slots that must last, and that the correction of an answer would empty.
    """
    for rule in assistant.rules:
        if isinstance(rule, Remembered):
            for corrected, lost in dependents(assistant).items():
                for name in sorted(lost & rule.slots):
                    slot = assistant.slots[name]
                    yield Finding(
                        kind="rule",
                        rule=rule.name,
                        detail=f"whoever corrects {corrected} makes {name} empty; persisted_slots keeps it",
                        file=slot.file,
                        line=slot.line,
                    )


def _flows_nobody_reaches(assistant: Assistant) -> Iterator[Finding]:
    reached = _reached(assistant)
    for flow in assistant.flows.values():
        if flow.id not in reached:
            yield Finding(
                kind="unreachable",
                rule="Every flow is there for somebody.",
                detail=f"nothing leads to the flow {flow.id}",
                file=flow.file,
                line=flow.line,
            )


def _reached(assistant: Assistant) -> frozenset[str]:
    patterns = {name for name, flow in assistant.flows.items() if flow.is_pattern}
    reached: set[str] = set()
    todo = [*startable(assistant), *patterns, *BOTTOM]
    while todo:
        name = todo.pop()
        if name in assistant.flows and name not in reached:
            reached.add(name)
            steps = assistant.flows[name].steps.values()
            todo += [step.flow for step in steps if isinstance(step, (Call, Link))]
    return frozenset(reached)


def _steps_nobody_reaches(assistant: Assistant, seen: Seen) -> Iterator[Finding]:
    for flow in assistant.flows.values():
        for step in flow.steps.values():
            if (flow.id, step.id) not in seen.steps:
                yield Finding(
                    kind="unreachable",
                    rule="Every step is on some way.",
                    detail=f"no conversation comes to {flow.id} {step.id}",
                    file=flow.file,
                    line=step.line,
                )


def _responses_nobody_hears(assistant: Assistant, seen: Seen) -> Iterator[Finding]:
    fragments = _fragments(assistant)
    for name, response in assistant.responses["en"].items():
        otherwise = name.startswith(SAID_OTHERWISE) or name in fragments
        if name not in seen.responses and not otherwise:
            yield Finding(
                kind=UNHEARD,
                rule="Every sentence is said to somebody.",
                detail=f"no conversation comes to {name}",
                file=response.file,
                line=response.line,
            )


def _fragments(assistant: Assistant) -> Collection[str]:
    """
    The responses that stand in for an empty fact.
    """
    placeholders = (
        part.name
        for _, variation in _wordings(assistant)
        for part in variation.text
        if isinstance(part, Placeholder)
    )
    facts = assistant.facts
    known = (
        facts.fallback_response(name) for name in set(placeholders) if facts.has_placeholder(name)
    )
    return {each for each in known if each is not None}
