"""
Tables, files and docs agree with each other, and the rules of the house are kept.
"""

from __future__ import annotations

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import phonenumbers
import pytest
import tomllib
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
NOT_OURS = {"var", "dist", "models", "__pycache__"}
PICTURES = {".png", ".jpg", ".svg", ".ico", ".pdf", ".woff2"}

# Modules whose tests stand elsewhere than their mirror in tests/unit, and why.
# Modules, or folders of them, whose behaviour is tested through the door that uses them.
TESTED_ELSEWHERE: dict[str, str] = {
    "bot/channels/provider.py": "tests/acceptance",
    "bot/cli": "tests/unit/cli",
    "bot/channels/telegram/channel.py": "tests/acceptance/test_telegram.py",
    "bot/channels/telegram/receiving.py": "tests/acceptance/test_telegram.py",
    "bot/channels/telegram/setup.py": "tests/acceptance/test_telegram_setup.py",
    "bot/channels/telegram/webhook.py": "tests/acceptance/test_telegram_deliveries.py",
    "bot/clock.py": "tests/acceptance",
    "bot/conversation/chats.py": "tests/contract/test_chats.py",
    "bot/storage/chats.py": "tests/contract/test_chats.py",
    "bot/conversation/delivery.py": "tests/contract",
    "bot/conversation/ports.py": "tests/contract",
    "bot/domain/flow.py": "tests/unit/engine",
    "bot/domain/request.py": "tests/contract",
    "bot/domain/retention.py": "tests/contract",
    "bot/domain/slot.py": "tests/unit/engine",
    "bot/found_time.py": "tests/unit",
    "bot/loading/fact_kinds.py": "tests/unit/loading/test_facts.py",
    "bot/loading/fact_reader.py": "tests/unit/loading/test_facts.py",
    "bot/loading/to_verify.py": "tests/unit/loading/test_facts.py",
    "bot/nlu/components": "tests/unit/nlu",
    "bot/nlu/encoder": "tests/unit/nlu",
    "bot/nlu/entities": "tests/unit/nlu/entities",
    "bot/nlu/evaluation": "tests/unit/nlu",
    "bot/nlu/model": "tests/unit/nlu",
    "bot/nlu/pipeline.py": "tests/unit/nlu",
    "bot/nlu/training": "tests/unit/nlu",
    "bot/storage/deliveries.py": "tests/contract",
    "bot/storage/lanes.py": "tests/contract/test_inbox.py",
    "bot/storage/letters.py": "tests/contract",
    "bot/storage/outbox.py": "tests/contract/test_outbox.py",
    # What imports Rasa runs in Rasa's own environment only.
    "bot/rasa/importer.py": "tests/contract/test_hosts.py",
    "bot/rasa/nlg.py": "tests/contract/test_hosts.py",
    "bot/rasa/nlu.py": "tests/contract/test_hosts.py",
    "bot/rasa/policy.py": "tests/contract/test_hosts.py",
    "bot/rasa/tracker_store.py": "tests/contract/test_hosts.py",
}

# Spelled in parts, so that this file passes its own test.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|tmp|home/\w+)/\w")

SHORT_NUMBERS = {"911", "999", "112", "000", "111", "988", "116123", "741741"}
NOT_IN_3_10 = {
    "StrEnum",
    "Self",
    "ExceptionGroup",
    "tomllib",
    "UTC",
    "TaskGroup",
    "assert_never",
    "override",
}
MAKE_GOAL = re.compile(r"`?make ([a-z]+)`?")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def ours() -> Iterator[Path]:
    """
    Each file of the project, without what was set up, trained or generated beside it.
    """
    for top in sorted(ROOT.iterdir()):
        hidden = top.name.startswith(".") and top.name not in {".ci", ".gitignore"}
        if not hidden and top.name not in NOT_OURS:
            yield from [top] if top.is_file() else (p for p in sorted(top.rglob("*")) if wanted(p))


def wanted(path: Path) -> bool:
    return path.is_file() and not NOT_OURS & set(path.parts) and path.suffix not in PICTURES


def modules(*folders: str) -> list[Path]:
    """
    The Python files under the folders; there must be some, or a test would pass for nothing.
    """
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def decides(path: Path) -> bool:
    """
    Whether a module does anything beyond naming plain data.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def mirrors(path: Path) -> tuple[Path, Path]:
    """
    Where a module's tests may stand: in a file of its own, or in one for all of its folder.
    """
    base = ROOT / "bot" if path.is_relative_to(ROOT / "bot") else ROOT
    folder = ROOT / "tests" / "unit" / path.parent.relative_to(base)
    return folder / f"test_{path.stem}.py", folder.with_name(f"test_{path.parent.name}.py")


def elsewhere(path: Path) -> bool:
    return any(name_of(path).startswith(known) for known in TESTED_ELSEWHERE)


def strings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def test_every_module_that_decides_has_its_tests() -> None:
    """
    Each module with a function has its test file in the mirrored place, or is listed with the reason.
    """
    untested = [
        f"{name_of(path)}: {name_of(mirrors(path)[0])}"
        for path in modules("bot", "actions")
        if decides(path)
        and not elsewhere(path)
        and not any(test.exists() for test in mirrors(path))
    ]

    assert [] == untested


def test_exceptions_from_the_mirror_still_exist() -> None:
    """
    The list of modules that are tested elsewhere names only modules and tests that are there.
    """
    named = [*TESTED_ELSEWHERE, *TESTED_ELSEWHERE.values()]

    assert [] == [name for name in named if not (ROOT / name).exists()]


def test_no_registry_and_no_machine_is_named() -> None:
    """
    Nothing in the project depends on where its packages come from or on the machine it was written on.
    """
    found = []
    read = 0
    for path in ours():
        text = path.read_text(encoding="utf-8", errors="ignore")  # fonts and pictures aren't text
        read += 1
        found += [f"{name_of(path)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{name_of(path)}: {hit.group()}" for hit in MACHINE_PATH.finditer(text)]

    assert read > 20
    assert [] == found


def test_no_phone_number_stands_in_code() -> None:
    """
    Phone numbers live in data/facts, with their source and date, and never in a string of the program.
    """
    found = []
    for path in modules("bot", "actions"):
        for text in strings(path):
            long = [hit.raw_string for hit in phonenumbers.PhoneNumberMatcher(text, "US")]
            short = [text] if text.replace(" ", "") in SHORT_NUMBERS else []
            found += [f"{name_of(path)}: {number}" for number in long + short]

    assert [] == found


def test_the_core_keeps_to_python_3_10() -> None:
    """
    What Rasa hosts parses on Python 3.10 and imports nothing that came later.
    """
    found = []
    for path in modules("bot/domain", "bot/engine", "bot/nlu", "bot/rasa"):
        tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 10))
        for node in ast.walk(tree):
            names = set(names_imported(node)) | names_taken(node)
            found += [f"{name_of(path)}: {name}" for name in sorted(names & NOT_IN_3_10)]

    assert [] == found


@pytest.mark.parametrize("document", sorted(path.name for path in ROOT.glob("*.md")))
def test_documents_name_goals_that_make_knows(document: str) -> None:
    """
    Each `make …` that a document names is a goal of the Makefile.
    """
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {
        goal
        for line in (ROOT / document).read_text(encoding="utf-8").splitlines()
        if line.startswith("make ") or "`make " in line
        for goal in MAKE_GOAL.findall(line)
    }

    assert goals
    assert set() == named - goals


def test_readme_shows_the_two_commands_on_its_first_screen() -> None:
    """
    Whoever opens the README sees how to start it and how to test it without scrolling.
    """
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:20]

    assert ["make serve", "make test"] == [
        line.split("#")[0].strip() for line in first_screen if line.startswith("make ")
    ]


def test_readme_names_folders_that_exist() -> None:
    """
    Each folder in the README's table is there.
    """
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = re.findall(r"^\| `([a-z/]+/)` \|", text, flags=re.MULTILINE)

    assert len(folders) > 5
    assert [] == [folder for folder in folders if not (ROOT / folder).is_dir()]


def test_links_between_documents_lead_somewhere() -> None:
    """
    A relative link in any document points at a file of the project.
    """
    documents = [path for path in ours() if path.suffix == ".md"]
    broken = [
        f"{name_of(path)}: {target}"
        for path in documents
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert documents
    assert [] == broken


def test_every_dependency_is_pinned_by_hash() -> None:
    """
    Whatever pyproject.toml asks for stands in constraints.txt with one exact version and its hashes.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [item for group in project["dependency-groups"].values() for item in group]
    asked = [*project["project"]["dependencies"], *(item for item in groups if type(item) is str)]
    wanted_names = {Requirement(item).name.lower().replace("_", "-") for item in asked}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0] for line in lines if not line.startswith(" ")}

    assert wanted_names
    assert set() == wanted_names - pinned
    assert [] == [line for line in lines if "==" not in line and "--hash=sha256:" not in line]


def test_what_is_served_is_permissive_or_lgpl() -> None:
    """
    No package that the program needs, directly or through others, is under the GPL or AGPL alone.
    """
    needed = closure("first-hours")

    assert len(needed) > 20
    assert [] == [name for name in sorted(needed) if only_gpl(licences(name))]


def closure(name: str) -> set[str]:
    """
    The names of all installed packages that a package needs, itself included.
    """
    found: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name not in found and installed(name):
            found.add(name)
            waiting += requirements(name)
    return found


def requirements(name: str) -> list[str]:
    needs = map(Requirement, importlib.metadata.requires(name) or [])
    return [need.name for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]


def installed(name: str) -> bool:
    return bool(list(importlib.metadata.distributions(name=name)))


def licences(name: str) -> list[str]:
    about = importlib.metadata.metadata(name)
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith("License")]
    return [*classifiers, *(about.get_all("License-Expression") or [])]


def only_gpl(stated: list[str]) -> bool:
    def strict(text: str) -> bool:
        return bool(re.search(r"\bA?GPL|Affero|GNU General Public", text)) and " OR " not in text

    return bool(stated) and all(map(strict, stated))


def test_every_library_has_its_door() -> None:
    """
    Each library that the program imports is protected by an import rule, which names who may know it.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rules = project["tool"]["importlinter"]["contracts"]
    doors = {name for rule in rules for name in rule.get("protected_modules", [])}

    assert doors
    assert [] == [hit for hit in libraries_imported() if hit.split(": ")[1] not in doors]


def libraries_imported() -> list[str]:
    """
    `file: library` for each import of what is neither Python's own nor ours.
    """
    own = {"bot", "actions", "typing_extensions", *sys.stdlib_module_names}
    found = set()
    for path in modules("bot", "actions"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            tops = {name.split(".")[0] for name in names_imported(node)}
            found |= {f"{name_of(path)}: {top}" for top in tops - own}
    return sorted(found)


def names_taken(node: ast.AST) -> set[str]:
    """
    What is taken out of a module of the standard library; `typing_extensions` may give the same on 3.10.
    """
    if not isinstance(node, ast.ImportFrom) or node.module == "typing_extensions":
        return set()
    return {alias.name for alias in node.names}


def names_imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("bot/domain/message.py", "import sqlalchemy", "The core is pure BROKEN"),
        ("bot/engine/__init__.py", "import time", "The core is pure BROKEN"),
        ("bot/errors.py", "import bot.domain.message", "Imports point down BROKEN"),
    ],
)
def test_a_forbidden_import_is_caught(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    """
    The import rules bite: a planted import fails the very rule that forbids it.
    """
    for name in ("bot", "actions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (1, True) == (run.returncode, contract in run.stdout)
