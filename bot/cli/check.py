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

from bot.cli.output import bar, console
from bot.cli.start import FAILED, root
from bot.errors import ContentError, Mistake

if TYPE_CHECKING:
    from bot.domain.assistant import Assistant
    from bot.engine.check.finding import Finding

EXAMPLES = "data/nlu"
CONVERSATIONS = "tests/conversations"
FACTS = "data/facts"
PAGES = "docs/flows"

ForPrograms = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]
Save = Annotated[
    Path | None,
    typer.Option(help="Write each conversation that breaks a rule into this folder, as a test."),
]
FilesOnly = Annotated[
    bool, typer.Option("--files-only", help="Leave out what takes longest: the conversations.")
]
States = Annotated[
    int | None,
    typer.Option(help="How many states to go through from the first message; 0 for none."),
]


@dataclass(kw_only=True)
class Findings:
    """
    What the checks found, and how much they looked at; warnings don't fail the check.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    conversations: list[Finding] = field(default_factory=list)
    looked: dict[str, float] = field(default_factory=dict)


Check = Callable[[Path, "Assistant", Findings], None]


def check(
    for_programs: ForPrograms = False,
    save: Save = None,
    states: States = None,
    files_only: FilesOnly = False,
) -> None:
    """
    Check every file and sentence, and try every conversation against the rules of flows/safety.yml.
    """
    found = run_checks(root())
    whole = not (found.mistakes or files_only)
    assistant = check_talk(root(), found, states) if whole else None
    if for_programs:
        console().print(as_json(found, assistant), soft_wrap=True)
    else:
        _show(found, assistant)
    if save is not None and assistant is not None:
        _save(found, assistant, save)
    if found.mistakes or found.conversations:
        raise typer.Exit(FAILED)


def check_talk(folder: Path, found: Findings, states: int | None) -> Assistant:
    """
    What goes wrong in conversations; looked for once the files are sound.
    """
    from bot.checking import STATES, check_conversations
    from bot.engine.check.structure import UNHEARD
    from bot.loading.assistant import load_assistant

    assistant = load_assistant(folder)
    with bar() as progress:
        checked = check_conversations(
            assistant, states=STATES if states is None else states, progress=progress
        )
    for each in checked.findings:
        if each.kind == UNHEARD:
            found.warnings.append(
                Mistake(file=each.file, line=each.line, message=f"{each.rule} {each.detail}")
            )
        else:
            found.conversations.append(each)
    found.looked.update(checked.numbers)
    return assistant


def _save(found: Findings, assistant: Assistant, folder: Path) -> None:
    from bot.engine.check.transcript import as_test

    folder.mkdir(parents=True, exist_ok=True)
    for number, finding in enumerate(found.conversations, start=1):
        if finding.way:
            name = f"{number:03}_{finding.kind.replace(' ', '_')}.yml"
            (folder / name).write_text(as_test(assistant, finding), encoding="utf-8")


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


def warn_of_translations(_: Path, assistant: Assistant, found: Findings) -> None:
    """
    Responses that people of another language hear in English.
    """
    from bot.wording.translated import untranslated

    for language, response in untranslated(assistant):
        found.warnings.append(
            Mistake(
                file=response.file,
                line=response.line,
                message=f"{response.name} has no words in {language}, and is said in English",
                expected=f"it in data/responses/{language}",
            )
        )


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


def check_pages(folder: Path, assistant: Assistant, found: Findings) -> None:
    """
    The pages of flows say what the flows do, where there are any.
    """
    from bot.drawing.pages import pages

    if not (folder / PAGES).is_dir():
        return
    for name, text in pages(assistant).items():
        page = folder / PAGES / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            message = "the page isn't what the flows do now"
            expected = "firsthours graph --docs (or make fix)"
            found.mistakes.append(
                Mistake(file=f"{PAGES}/{name}", line=1, message=message, expected=expected)
            )


CHECKS: tuple[Check, ...] = (
    count_assistant,
    check_wording,
    warn_of_facts,
    warn_of_translations,
    check_examples,
    check_conversations,
    check_pages,
)


def as_json(found: Findings, assistant: Assistant | None = None) -> str:
    """
    The findings for other programs; those of conversations with their transcripts.
    """
    content = {
        "passed": not found.mistakes and not found.conversations,
        "counts": found.counts,
        "looked": found.looked,
        "conversations": [_for_programs(each, assistant) for each in found.conversations],
        "mistakes": [asdict(each) for each in found.mistakes],
        "warnings": [asdict(each) for each in found.warnings],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def _for_programs(finding: Finding, assistant: Assistant | None) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "detail": finding.detail,
        "file": finding.file,
        "line": finding.line,
        "transcript": _transcript(finding, assistant),
    }


def _transcript(finding: Finding, assistant: Assistant | None) -> list[str]:
    from bot.engine.check.transcript import transcript

    return list(transcript(assistant, finding)) if assistant and finding.way else []


def _show(found: Findings, assistant: Assistant | None = None) -> None:
    out = console()
    for warning in found.warnings:
        out.print(warning.describe(), style="yellow", soft_wrap=True)
    for mistake in found.mistakes:
        out.print(mistake.describe(), style="red", soft_wrap=True)
    for finding in found.conversations:
        _show_finding(finding, assistant)
    looked = ", ".join(f"{number} {name}" for name, number in found.counts.items())
    number = len(found.mistakes)
    summary = "1 mistake" if number == 1 else f"{number or 'no'} mistakes"
    whole = f"{summary}; looked at {looked}" if looked else summary
    out.print(whole, style="bold", soft_wrap=True)
    if found.looked:
        out.print(_talked(found), style="bold", soft_wrap=True)


def _show_finding(finding: Finding, assistant: Assistant | None) -> None:
    out = console()
    place = f"{finding.file}:{finding.line}: " if finding.file else ""
    out.print(f"{place}{finding.rule} {finding.detail}", style="red", soft_wrap=True)
    for line in _transcript(finding, assistant):
        out.print(f"    {line}", soft_wrap=True)


def _talked(found: Findings) -> str:
    number = len(found.conversations)
    findings = "1 finding" if number == 1 else f"{number or 'no'} findings"
    seen = {name: f"{value:,.0f}" for name, value in found.looked.items()}
    return (
        f"{findings} in conversations; at {seen['places']} places {seen['turns']} turns;"
        f" from the first message {seen['states']} states, {seen['transitions']} transitions,"
        f" depth {seen['depth']} ({seen['cut']} left to go on from);"
        f" {seen['seconds']} s, {seen['cpu_seconds']} s of processors, {seen['memory']} MB a process"
    )
