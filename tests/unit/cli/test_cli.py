"""
The program: what each command prints, and with which code it ends.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app, main
from bot.cli.output import steps
from bot.cli.talk import show
from bot.domain.message import BotMessage, Button
from tests.places import untrained

COMMANDS = (
    "serve",
    "chat",
    "train",
    "check",
    "test",
    "graph",
    "actions",
    "nlu",
    "data",
    "log",
    "nlu parse",
    "nlu eval",
    "log verify",
    "data purge",
    "data rotate",
    "telegram check",
    "telegram set-webhook",
    "telegram delete-webhook",
)
TALK = """\
test_cases:
- test_case: somebody starts
  steps:
  - user: /greet
  - utter: utter_intro
  - utter: utter_ask_safe_now
"""


def run(*words: str, typed: str = "", **environment: str) -> tuple[int, str, str]:
    """
    Exit code, output and errors of a command.
    """
    given = dict(environment)
    result = CliRunner().invoke(app, words, input=typed, env=given, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    The project's assistant in a folder of its own, where the program runs.
    """
    monkeypatch.chdir(untrained(tmp_path))
    return tmp_path


def test_without_a_command_it_says_what_there_is() -> None:
    """
    Wrong use ends with 2, and shows every command.
    """
    code, out, err = run()

    assert 2 == code
    assert [] == [name for name in COMMANDS[:10] if name not in out + err]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    """
    `--help` ends well and shows how the command is used.
    """
    code, out, _ = run(*command.split(), "--help")

    assert (0, True) == (code, f"Usage: firsthours {command}" in " ".join(out.split()))


@pytest.mark.parametrize("words", [("canary",), ("serve", "--port", "70000"), ("nlu", "parse")])
def test_wrong_use_ends_with_2(words: tuple[str, ...]) -> None:
    """
    An unknown command, a value out of range, a missing argument.
    """
    assert 2 == run(*words)[0]


def test_wrong_settings_are_wrong_use(place: Path) -> None:
    """
    All of them are told, and nothing starts.
    """
    code, out, err = run("serve", FIRSTHOURS_ENV="production", FIRSTHOURS_NLU="canary")

    assert (2, "") == (code, out)
    assert ["These settings are wrong:", "FIRSTHOURS_SECRET_KEY:", "FIRSTHOURS_NLU:"] == [
        re.split(" expected", line.strip())[0] for line in err.splitlines()
    ]


def test_a_misspelt_setting_is_named(place: Path) -> None:
    """
    It does nothing, and somebody may think that it does.
    """
    _, _, err = run("chat", FIRSTHOURS_LANGAGE="es")

    assert "FIRSTHOURS_LANGAGE" in err


def test_check_passes_on_sound_files(place: Path) -> None:
    """
    It says what it looked at; facts that need a look are warnings with their places.
    """
    (place / "tests" / "conversations").mkdir(parents=True)
    (place / "tests" / "conversations" / "start.yml").write_text(TALK)
    code, out, _ = run("check", "--files-only")

    *warnings, summary = out.splitlines()
    looked = (
        r"no mistakes; looked at \d+ flows, \d+ slots, \d+ responses, \d+ facts, "
        r"\d+ wordings, \d+ examples, 1 conversations"
    )
    assert 0 == code
    assert re.fullmatch(looked, summary)
    assert [] == [each for each in warnings if not re.match(r"data/facts/\w+\.yml:\d+: ", each)]


def test_check_tells_every_mistake_with_its_place(place: Path) -> None:
    """
    Those of test conversations, too; a mistake ends it with 1.
    """
    (place / "tests" / "conversations").mkdir(parents=True)
    (place / "tests" / "conversations" / "start.yml").write_text(
        TALK.replace("utter_intro", "utter_canary")
    )
    code, out, _ = run("check", "--files-only")

    assert 1 == code
    assert re.search(r"start\.yml:5: .*utter_canary", out)
    assert "1 mistake; looked at" in out


def test_check_stops_where_the_assistant_does_not_load(place: Path) -> None:
    """
    What else could be wrong can't be known then.
    """
    (place / "flows").unlink()
    code, out, _ = run("check", "--json")
    found = json.loads(out)

    assert (1, False, {}) == (code, found["passed"], found["counts"])
    assert {"file": "flows", "line": 1, "message": "there is nothing here"}.items() <= (
        found["mistakes"][0].items()
    )


def test_check_compares_examples_with_intents(place: Path) -> None:
    """
    An example for no intent, and an intent without an example, are mistakes.
    """
    data = place / "data"
    source = data.resolve()
    data.unlink()
    data.mkdir()
    for each in source.iterdir():
        if each.name != "nlu":
            (data / each.name).symlink_to(each)
    voice = data / "nlu" / "en" / "voice"
    voice.mkdir(parents=True)
    (voice / "some.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: canary\n  examples: |\n    - hello\n'
    )
    found = json.loads(run("check", "--json")[1])
    mistakes = {(each["file"], each["line"], each["message"]) for each in found["mistakes"]}

    assert ("data/nlu/en/voice/some.yml", 5, "unknown intent canary") in mistakes
    assert ("data/nlu/en", 1, "0 examples of greet") in mistakes


def test_check_judges_sentences_and_warns_of_old_facts(place: Path) -> None:
    """
    A sentence that isn't fine is a mistake with its figure; facts that nobody looked up for long are warnings.
    """
    data = place / "data"
    source = data.resolve()
    data.unlink()
    shutil.copytree(source, data)
    log = data / "responses" / "en" / "log.yml"
    log.write_text(log.read_text().replace("I never open it.", "I never open it!"))
    engines = data / "facts" / "search_engines.yml"
    engines.write_text(engines.read_text().replace("reviewed: 2026", "reviewed: 2020", 1))
    found = json.loads(run("check", "--json")[1])
    warnings = {each["message"]: each["file"] for each in found["warnings"]}

    assert {
        "file": "data/responses/en/log.yml",
        "line": 5,
        "message": "utter_ask_links, exclamation mark: an exclamation mark",
        "expected": "a full stop",
    } in found["mistakes"]
    assert (
        "data/facts/search_engines.yml"
        == warnings["search_google was last reviewed on 2020-11-20"]
    )


def test_a_talk_in_a_pipe_is_answered_line_by_line(place: Path) -> None:
    """
    Options have numbers, and numbers answer; the end of the input ends it.
    """
    code, out, _ = run("chat", "--country", "GB", typed="/greet\n1\n")

    assert 0 == code
    assert [1, 2, 3] == [int(each) for each in re.findall(r"^(\d)\. ", out, re.MULTILINE)][:3]
    assert "999" in out
    assert "you:" not in out


def test_a_talk_can_be_saved_and_played_as_a_test(place: Path) -> None:
    """
    What was said by hand becomes a test that passes.
    """
    file = place / "somebody_starts.yml"
    saved = run("chat", "--save", str(file), typed="/greet\n1\n/exit\nnever said\n")
    played = run("test", str(file))

    assert (0, 0) == (saved[0], played[0])
    assert "- test_case: somebody starts" in file.read_text()
    assert "never said" not in file.read_text()
    assert "1 passed, 0 failed" == played[1].strip()
    assert f"firsthours test {file}" in saved[2]


def test_a_failing_conversation_is_told_with_its_place(place: Path) -> None:
    """
    File, line, what was expected; the code is 1.
    """
    file = place / "start.yml"
    file.write_text(TALK.replace("utter_intro", "utter_back"))
    code, out, _ = run("test", str(file))

    assert 1 == code
    assert re.search(r"start\.yml:5: ", out)
    assert "0 passed, 1 failed" in out


def test_expectations_can_be_brought_up_to_date(place: Path) -> None:
    """
    With `--update` what was said becomes what is expected.
    """
    file = place / "start.yml"
    file.write_text(TALK.replace("utter_intro", "utter_back"))
    code, _, err = run("test", "--update", str(file))

    assert (0, TALK, True) == (code, file.read_text(), f"Updated {file}" in err)
    assert 0 == run("test", "--update", str(file))[0]


def test_coverage_names_what_no_conversation_visits(place: Path) -> None:
    """
    A row for each kind, and one for each thing with its place in the files.
    """
    file = place / "start.yml"
    file.write_text(TALK)
    _, out, _ = run("test", "--coverage", str(file))

    kinds = re.findall(r"^(\w+) +\d+ +\d+ +[\d.]+ %$", out, re.MULTILINE)
    assert ["steps", "branches", "answers", "responses"] == kinds
    assert re.search(r"^responses +utter_back +data/responses/en/\w+\.yml:\d+$", out, re.MULTILINE)


def test_coverage_is_there_for_programs_too(place: Path) -> None:
    """
    `--json` prints nothing else.
    """
    file = place / "start.yml"
    file.write_text(TALK)
    code, out, _ = run("test", "--coverage", "--json", str(file))
    found = json.loads(out)

    assert (0, True, ["somebody starts"]) == (
        code,
        found["passed"],
        [each["name"] for each in found["conversations"]],
    )
    assert "utter_back" in [each["name"] for each in found["coverage"]["responses"]["missing"]]


def test_a_flow_is_drawn(place: Path) -> None:
    """
    As SVG, or as Mermaid's text; to the terminal or into a file.
    """
    code, svg, _ = run("graph", "age")
    run("graph", "age", "--mermaid", "--out", str(place / "age.mmd"))

    assert (0, True) == (code, svg.startswith("<svg ") and "asks age_in_image" in svg)
    assert (place / "age.mmd").read_text().startswith("flowchart TD\n")


def test_a_folder_gets_a_picture_of_each_flow_and_one_of_all(place: Path) -> None:
    """
    Each under its name.
    """
    (place / "pictures").mkdir()
    run("graph", "--out", str(place / "pictures"))
    names = {each.name for each in (place / "pictures").iterdir()}

    assert {"all_flows.svg", "age.svg", "self_harm.svg"} <= names
    assert {".svg"} == {Path(each).suffix for each in names}


def test_a_picture_shows_what_tests_and_the_check_have_found(place: Path) -> None:
    """
    Both reports are those that the other commands print.
    """
    (place / "start.yml").write_text(TALK)
    (place / "seen.json").write_text(run("test", "--coverage", "--json", "start.yml")[1])
    line = next(
        number
        for number, each in enumerate((place / "flows" / "crisis.yml").read_text().splitlines(), 1)
        if "id: cannot_call" in each
    )
    broken = {"file": "flows/crisis.yml", "line": line, "rule": "Never that."}
    (place / "found.json").write_text(json.dumps({"conversations": [broken]}))
    _, out, _ = run(
        "graph",
        "immediate_danger",
        "--coverage",
        "seen.json",
        "--findings",
        "found.json",
        "--mermaid",
    )

    assert re.search(r"cannot_call<br>.*no test comes here.*BROKEN: Never that\.", out)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("graph", "immediate_dangr"), "immediate_danger"),
        (("graph", "age", "--coverage", "start.yml"), "test --coverage --json"),
        (("graph", "age", "--findings", "start.yml"), "check --json"),
    ],
)
def test_what_can_not_be_drawn_is_told(place: Path, words: tuple[str, ...], expected: str) -> None:
    """
    A flow that isn't there, a file that is no report; with what was expected.
    """
    (place / "start.yml").write_text(TALK)
    code, _, err = run(*words)

    assert (2, True) == (code, expected in " ".join(re.sub(r"[│\n]", " ", err).split()))


def test_the_pages_of_flows_are_written_and_old_ones_go(place: Path) -> None:
    """
    A flow that is gone has no page.
    """
    folder = place / "docs" / "flows"
    folder.mkdir(parents=True)
    (folder / "gone.md").write_text("old")
    code, _, err = run("graph", "--docs")

    assert (0, True) == (code, "pages in" in err)
    assert (True, True, False) == tuple(
        (folder / each).exists() for each in ("README.md", "age.md", "gone.md")
    )


def test_a_page_of_a_flow_that_says_something_else_is_a_mistake(place: Path) -> None:
    """
    Whoever changes a flow is told how to bring its page up to date.
    """
    run("graph", "--docs")
    (place / "docs" / "flows" / "age.md").write_text("old")
    code, out, _ = run("check", "--files-only")

    assert (1, True) == (code, "docs/flows/age.md:1: the page isn't what" in out)


def test_missing_conversations_are_a_mistake(place: Path) -> None:
    """
    A test run that plays nothing must not pass.
    """
    code, _, err = run("test")

    assert 1 == code
    assert "there is no such conversation" in err


def test_a_message_is_parsed_without_a_model_of_its_own(place: Path) -> None:
    """
    Without a trained model the command says what is missing.
    """
    code, _, err = run("nlu", "parse", "canary")

    assert (1, True, False) == (code, "trained model" in err, "canary" in err)


@pytest.fixture
def small_data(place: Path) -> Path:
    """
    The folder of a few examples by three authors, for the light model; all else as it is.
    """
    data, source = place / "data", (place / "data").resolve()
    data.unlink()
    data.mkdir()
    for each in source.iterdir():
        if each.name != "nlu":
            (data / each.name).symlink_to(each)
    for language in ("en", "es"):
        (data / "nlu" / language).mkdir(parents=True)
        (data / "nlu" / language / "lexicon").symlink_to(source / "nlu" / language / "lexicon")
    folder = data / "nlu" / "en"
    for voice in ("one", "two", "three"):
        (folder / voice).mkdir()
        (folder / voice / "some.yml").write_text(EXAMPLES)
    config = (place / "config.yml").read_text().replace("setting: full", "setting: light")
    (place / "config.yml").unlink()
    (place / "config.yml").write_text(config)
    return folder


def test_training_tells_what_it_did_and_understanding_is_measured(small_data: Path) -> None:
    """
    It trains once, then finds nothing new; messages are parsed; files and authors are evaluated.
    """
    labelled, plot = str(small_data / "one" / "some.yml"), small_data / "plot.svg"
    trained = [run("train")[1].strip() for _ in range(2)]
    parsed = json.loads(run("nlu", "parse", "hello there")[1])
    shown = run("nlu", "eval", labelled, "--plot", str(plot))[1]
    report = json.loads(run("nlu", "eval", labelled, "--json")[1])
    authors = json.loads(run("nlu", "eval", "--by-author", "--json")[1])

    expected = ["Trained on 60 examples.", "The model is up to date (60 examples)."]
    assert (expected, "hello there") == (trained, parsed["text"])
    assert ("messages 20", 20) == (shown.split("\n")[1], report["messages"])
    assert plot.read_text().startswith("<svg")
    assert {"one": 20, "two": 20, "three": 20, "noisy": 60, "all": 60} == {
        name: each["messages"] for name, each in authors.items()
    }


EXAMPLES = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello there
    - good morning
    - hi
    - hey you
- intent: thanks
  examples: |
    - thank you
    - thanks a lot
    - cheers
    - many thanks
- intent: immediate_danger
  examples: |
    - he is at my door right now
    - they are breaking in
    - he has a weapon and is here
    - i am being attacked
- intent: self_harm_risk
  examples: |
    - i dont want to live any more
    - i want to die
    - i cant go on living
    - it would be better if i was dead
- intent: friend_self_harm_risk
  examples: |
    - my friend wants to die
    - she says she will end her life
    - he told me he cant go on living
    - my sister talks about dying
"""


def test_evaluating_needs_something_to_evaluate() -> None:
    """
    Either files or authors, not neither and not both.
    """
    codes = [run("nlu", "eval", *words)[0] for words in ((), ("some.yml", "--by-author"))]

    assert [2, 2] == codes


def test_what_is_over_can_be_erased_by_hand(place: Path) -> None:
    """
    It says how much that was; a new database holds nothing.
    """
    code, out, _ = run("data", "purge")

    assert (0, "Erased: 0 conversations, 0 logs, 0 deliveries.") == (code, out.strip())


def test_a_new_key_takes_over_what_the_old_one_sealed(place: Path) -> None:
    """
    With both keys told, everything is sealed anew; then the new one is enough, and the old one isn't.
    """
    old, new = {"FIRSTHOURS_SECRET_KEY": "o" * 32}, {"FIRSTHOURS_SECRET_KEY": "n" * 32}
    both = {**new, "FIRSTHOURS_PREVIOUS_SECRET_KEYS": "o" * 32}
    codes = [
        run("data", "purge", **old)[0],
        run("data", "purge", **new)[0],
        run("data", "rotate", **both)[0],
        run("data", "purge", **new)[0],
        run("data", "purge", **old)[0],
    ]

    assert [0, 1, 0, 0, 1] == codes


def test_serving_builds_everything_and_tells_where_it_is(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Host and port reach the server, whose own logs are off.
    """
    seen: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self: seen.append(self.config))
    code, _, _ = run("serve", "--host", "0.0.0.0", "--port", "8123")  # noqa: S104 - what is tried

    config = seen[0]
    expected = (0, "0.0.0.0", 8123, None, False, False)  # noqa: S104 - what is tried
    assert expected == (
        code,
        config.host,
        config.port,
        config.log_config,
        config.access_log,
        config.server_header,
    )


def test_stopping_the_server_is_no_failure(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Ctrl-C is how it ends.
    """

    def stopped(_: uvicorn.Server) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(uvicorn.Server, "run", stopped)

    assert 0 == run("serve")[0]


def test_a_server_that_cannot_listen_has_failed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Whatever code the web server ends with, ours is 1.
    """

    def refused(_: uvicorn.Server) -> None:
        raise SystemExit(3)

    monkeypatch.setattr(uvicorn.Server, "run", refused)

    assert 1 == run("serve")[0]


def test_actions_are_served_where_one_asks_for_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    All of them, at the address given.
    """
    seen: list[Any] = []
    monkeypatch.setattr(
        "bot.actions_runner.serve_actions",
        lambda actions, host, port, *_: seen.append((len(list(actions)) > 5, host, port)),
    )
    code, _, _ = run("actions", "--port", "5056")

    assert (0, [(True, "127.0.0.1", 5056)]) == (code, seen)


def test_in_a_terminal_bubbles_are_set_in_and_wrapped() -> None:
    """
    Lines are short enough to read, and what was written as markup shows as written.
    """
    out = Console(width=40, force_terminal=True, color_system=None, record=True)
    bubble = BotMessage(
        text="One [bold]two[/bold] three four five six seven eight nine.",
        buttons=(Button(title="Yes", payload="/yes"),),
    )
    show(out, [bubble])

    expected = [
        "  One [bold]two[/bold] three four five",
        "  six seven eight nine.",
        "  1. Yes",
        "",
    ]
    assert expected == [line.rstrip() for line in out.export_text().splitlines()]


def test_progress_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Long work tells how far it is, on standard error only.
    """
    with steps(2, "things") as one_more:
        one_more()
        one_more()

    assert "" == capsys.readouterr().out


def test_the_program_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What a shell sees.
    """
    monkeypatch.setattr("sys.argv", ["firsthours", "canary"])

    with pytest.raises(SystemExit) as ended:
        main()
    assert 2 == ended.value.code
