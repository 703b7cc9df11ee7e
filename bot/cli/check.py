"""
`firsthours check`: everything that can be found wrong without talking to anybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import console
from bot.cli.start import FAILED, root
from bot.errors import ContentError, Mistake

if TYPE_CHECKING:
    from bot.domain.assistant import Assistant

EXAMPLES = "data/nlu"
CONVERSATIONS = "tests/conversations"
FACTS = "data/facts"

ForPrograms = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]


@dataclass(kw_only=True)
class Findings:
    """
    What the checks found, and how much they looked at; warnings don't fail the check.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


Check = Callable[[Path, "Assistant", Findings], None]


def check(for_programs: ForPrograms = False) -> None:
    """
    Check flows, domain, responses, every sentence, facts, training examples and test conversations.
    """
    found = run_checks(root())
    if for_programs:
        console().print(as_json(found), soft_wrap=True)
    else:
        _show(found)
    if found.mistakes:
        raise typer.Exit(FAILED)


def run_checks(folder: Path) -> Findings:
    """
    What every check finds; where the assistant can't be loaded, that is all there is to find.
    """
    from bot.loading.assistant import load_assistant

    found = Findings()
    with _noted(found):
        assistant = load_assistant(folder)
        for each in CHECKS:
            with _noted(found):
                each(folder, assistant, found)
    return found


@contextmanager
def _noted(found: Findings) -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        found.mistakes.extend(error.mistakes)


def count_assistant(_: Path, assistant: Assistant, found: Findings) -> None:
    """
    It has loaded, so its files are sound: say how many things that means.
    """
    found.counts["flows"] = len(assistant.flows)
    found.counts["slots"] = len(assistant.slots)
    found.counts["responses"] = sum(map(len, assistant.responses.values()))
    found.counts["facts"] = len(assistant.facts.records)


def check_wording(folder: Path, assistant: Assistant, found: Findings) -> None:
    """
    Each sentence is plain, short, kind and true, by the rules of `data/wording`.
    """
    from bot.loading.wording import load_wording
    from bot.wording.run import judge_wording

    responses = (each for language in assistant.responses.values() for each in language.values())
    found.counts["wordings"] = sum(len(each.variations) for each in responses)
    for each in judge_wording(assistant, load_wording(folder)):
        found.mistakes.append(
            Mistake(file=each.file, line=each.line, message=each.message(), expected=each.expected)
        )


def warn_of_facts(folder: Path, assistant: Assistant, found: Findings) -> None:
    """
    Facts that nobody has looked up for long, and those that no conversation comes to.
    """
    from bot.clock import utcnow
    from bot.domain.fact_lookup import REVIEW_DAYS, due_for_review
    from bot.loading.fact_places import notices
    from bot.wording.reached import unreached

    notice = notices(folder, FACTS)
    for record in due_for_review(assistant.facts, utcnow().date()):
        message = f"{record.id} was last reviewed on {record.reviewed}"
        found.warnings.append(notice(record, message, f"a review every {REVIEW_DAYS} days"))
    for record in unreached(assistant):
        message = f"no conversation comes to {record.id}"
        found.warnings.append(notice(record, message, "a response or a lookup that tells it"))


def check_examples(folder: Path, assistant: Assistant, found: Findings) -> None:
    """
    The training examples: enough of each intent, each once, with one label, an intent that the domain knows.
    """
    from bot.loading.yaml_lines import read
    from bot.nlu.data_check import check_data, leaks, read_test_messages
    from bot.nlu.training_data import read_training_data

    data = read_training_data(folder / EXAMPLES, read)
    found.counts["examples"] = len(data.examples)
    found.mistakes += check_data(data, assistant.intents)
    tests = sorted((folder / CONVERSATIONS).rglob("*.yml"))
    for leak in leaks(data, read_test_messages(tests, read)):
        file = Path(leak.file).relative_to(folder).as_posix()
        found.warnings.append(replace(leak, file=file))


def check_conversations(folder: Path, assistant: Assistant, found: Findings) -> None:
    """
    Each test conversation can be read, and names only what there is.
    """
    from bot.e2e.reading import read_cases

    found.counts["conversations"] = len(read_cases([folder / CONVERSATIONS], assistant))


CHECKS: tuple[Check, ...] = (
    count_assistant,
    check_wording,
    warn_of_facts,
    check_examples,
    check_conversations,
)


def as_json(found: Findings) -> str:
    """
    The findings for other programs.
    """
    content = {
        "passed": not found.mistakes,
        "counts": found.counts,
        "mistakes": [asdict(each) for each in found.mistakes],
        "warnings": [asdict(each) for each in found.warnings],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def _show(found: Findings) -> None:
    out = console()
    for warning in found.warnings:
        out.print(warning.describe(), style="yellow", soft_wrap=True)
    for mistake in found.mistakes:
        out.print(mistake.describe(), style="red", soft_wrap=True)
    looked = ", ".join(f"{number} {name}" for name, number in found.counts.items())
    number = len(found.mistakes)
    summary = "1 mistake" if number == 1 else f"{number or 'no'} mistakes"
    whole = f"{summary}; looked at {looked}" if looked else summary
    out.print(whole, style="bold", soft_wrap=True)
