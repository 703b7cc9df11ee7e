"""
What must hold for the responses together, and with the flows that say them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.domain.assistant import Assistant
from bot.domain.flow import Action, Collect
from bot.domain.response import ButtonTemplate, Placeholder, Response
from bot.domain.rule import Before, Never, WithinOneTurn
from bot.engine.payload import parse_payload
from bot.engine.render import FALLBACK_LANGUAGE
from bot.wording.checks import told_by
from bot.wording.finding import Finding
from bot.wording.rules import WordingRules
from bot.wording.said import Said, is_list, placeholder_names

Spoken = tuple[Said, ...]
WholeCheck = Callable[[Assistant, WordingRules, Spoken], Iterator[Finding]]
SAFETY = "flows/safety.yml"


def tags_of_safety_rules(
    assistant: Assistant, _: WordingRules, spoken: Spoken
) -> Iterator[Finding]:
    """
    A safety rule speaks of tags that responses have, or it guards nothing; but for one that says what must not be.

    Responses and custom actions by their own names are fine, too.
    """
    tags = frozenset(tag for each in spoken for tag in each.response.tags)
    carried = tags | assistant.responses["en"].keys() | assistant.custom_actions
    for rule in assistant.rules:
        forbids = isinstance(rule, Never) and rule.when is None
        if isinstance(rule, (Never, Before, WithinOneTurn)) and not forbids:
            then = rule.then if isinstance(rule, Before) else frozenset[str]()
            for tag in sorted((rule.say | then) - carried):
                yield Finding(
                    file=rule.file or SAFETY,
                    line=rule.line,
                    response=rule.name,
                    check="tags",
                    figure=f"no response has the tag {tag}",
                    expected="one that does",
                )


def ways_on(assistant: Assistant, rules: WordingRules, _: Spoken) -> Iterator[Finding]:
    """
    Each question has an option that leaves it, or leaves it open.
    """
    for response in _questions(assistant):
        for variation in response.variations:
            if variation.options_from is None and not any(
                _leads_on(button, rules) for button in variation.buttons
            ):
                yield _about(
                    response, "question", "no option that lets them leave it", "one, as Not now"
                )


def _questions(assistant: Assistant) -> Iterator[Response]:
    steps = (step for flow in assistant.flows.values() for step in flow.steps.values())
    asked = dict.fromkeys(step.utter for step in steps if isinstance(step, Collect))
    return (assistant.responses[FALLBACK_LANGUAGE][name] for name in asked)


def _leads_on(button: ButtonTemplate, rules: WordingRules) -> bool:
    payload = parse_payload(button.payload)
    if payload is None:
        return False
    leaves = any(value is None or str(value) in rules.ways_on for _, value in payload.slots)
    return bool(payload.intent or payload.flow) or leaves


def question_tags(assistant: Assistant, _: WordingRules, __: Spoken) -> Iterator[Finding]:
    """
    What a flow asks with is tagged as a question.
    """
    for response in _questions(assistant):
        if "asks" not in response.tags:
            yield _about(response, "question tag", "a question without the tag asks", "asks")


def first_lines(assistant: Assistant, rules: WordingRules, spoken: Spoken) -> Iterator[Finding]:
    """
    Where a notification may be the first that somebody sees, its line tells nothing.
    """
    names = frozenset(_said_in(assistant, rules))
    for said in spoken:
        if said.response.name in names:
            lines = (each.text.partition("\n")[0] for each in said.bubbles)
            for figure, expected in told_by(lines, rules):
                yield _about(said.response, "first line", figure, expected)


def _said_in(assistant: Assistant, rules: WordingRules) -> Iterator[str]:
    for name in rules.discreet_flows:
        for step in assistant.flows[name].steps.values() if name in assistant.flows else ():
            if isinstance(step, Action):
                yield step.action
            elif isinstance(step, Collect):
                yield step.utter


def samples(_: Assistant, rules: WordingRules, spoken: Spoken) -> Iterator[Finding]:
    """
    Whatever actions give to a wording has a sample, so that its length is known.
    """
    for said in spoken:
        used = {name for name in placeholder_names(said.variation, {}) if _is_given(name)}
        for name in sorted(used - rules.samples.keys()):
            yield _about(
                said.response, "sample", f"no sample for {{{name}}}", "one in data/wording"
            )


def _is_given(name: str) -> bool:
    return "." not in name or name.startswith("context.")


def known_names(assistant: Assistant, rules: WordingRules, _: Spoken) -> Iterator[Finding]:
    """
    The lists name flows, responses and facts that there are.
    """
    responses = assistant.responses[FALLBACK_LANGUAGE]
    for name in rules.discreet_flows:
        if name not in assistant.flows:
            yield _lost("discreet_flows", f"no flow {name}")
    for each in rules.must_say:
        for name in sorted(each.responses - responses.keys()):
            yield _lost("must_say", f"no response {name}")
    for key, sample in rules.samples.items():
        for part in sample:
            yield from _lost_in_sample(assistant, key, part, flows=is_list(sample))


def _lost_in_sample(
    assistant: Assistant, key: str, part: str | Placeholder, *, flows: bool
) -> Iterator[Finding]:
    if isinstance(part, Placeholder):
        if not assistant.facts.has_placeholder(part.name):
            yield _lost(f"the sample {key}", f"no fact {part.name}")
    elif flows and part not in assistant.flows:
        yield _lost(f"the sample {key}", f"no flow {part}")


def _lost(where: str, figure: str) -> Finding:
    return Finding(
        file="data/wording",
        line=1,
        response=where,
        check="lists",
        figure=figure,
        expected="a name that exists",
    )


def _about(response: Response, check: str, figure: str, expected: str) -> Finding:
    return Finding(
        file=response.file,
        line=response.line,
        response=response.name,
        check=check,
        figure=figure,
        expected=expected,
    )


WHOLE: Mapping[str, WholeCheck] = {
    "tags of safety rules": tags_of_safety_rules,
    "ways on": ways_on,
    "question tags": question_tags,
    "first lines": first_lines,
    "samples": samples,
    "known names": known_names,
}
