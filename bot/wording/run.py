"""
Runs every check over every response, and leaves out what is exempted with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from bot.domain.assistant import Assistant
from bot.engine.render import FALLBACK_LANGUAGE
from bot.wording.checks import CHECKS, ENGLISH, Check
from bot.wording.finding import Finding
from bot.wording.rules import Exemption, WordingRules
from bot.wording.said import Said, everything_said
from bot.wording.whole import WHOLE


def judge_wording(assistant: Assistant, rules: WordingRules) -> tuple[Finding, ...]:
    """
    What is wrong with the sentences of an assistant, in the order of the files; nothing if all is well.

    An exemption that no finding needs any more is a finding, too.
    """
    found = dict.fromkeys(_findings(assistant, rules))
    tags = {
        response.name: response.tags
        for language in assistant.responses.values()
        for response in language.values()
    }
    needed: set[Exemption] = set()
    left = []
    for finding in found:
        excuses = [each for each in rules.exemptions if _excuses(each, finding, tags)]
        needed.update(excuses)
        if not excuses:
            left.append(finding)
    left += [_idle(each) for each in rules.exemptions if each not in needed]
    return tuple(sorted(left, key=lambda each: (each.file, each.line, each.check, each.figure)))


def _findings(assistant: Assistant, rules: WordingRules) -> Iterator[Finding]:
    for language in assistant.responses:
        spoken = tuple(everything_said(assistant, rules, language))
        yield from _one_by_one(spoken, rules, CHECKS)
        if language == FALLBACK_LANGUAGE:
            yield from _one_by_one(spoken, rules, ENGLISH)
            for check in WHOLE.values():
                yield from check(assistant, rules, spoken)


def _one_by_one(
    spoken: Iterable[Said], rules: WordingRules, checks: Mapping[str, Check]
) -> Iterator[Finding]:
    for said in spoken:
        for name, check in checks.items():
            for figure, expected in check(said, rules):
                yield Finding(
                    file=said.variation.file,
                    line=said.variation.line,
                    response=said.response.name,
                    check=name,
                    figure=figure,
                    expected=expected,
                )


def _excuses(exemption: Exemption, finding: Finding, tags: Mapping[str, frozenset[str]]) -> bool:
    named = any(fnmatchcase(finding.response, each) for each in exemption.responses)
    tagged = bool(exemption.tags & tags.get(finding.response, frozenset()))
    return (
        exemption.check == finding.check
        and exemption.containing in finding.figure
        and (named or tagged)
    )


def _idle(exemption: Exemption) -> Finding:
    return Finding(
        file=exemption.file,
        line=exemption.line,
        response=", ".join(sorted(exemption.responses | exemption.tags)),
        check=exemption.check,
        figure="the exemption isn't needed",
        expected="none",
    )
