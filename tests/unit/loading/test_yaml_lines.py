"""
The YAML reader: plain values, lines of items, and every mistake at once.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError, Mistake
from bot.loading.yaml_lines import read, read_text

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="ascii", categories=["L", "N"])),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(st.text("abc", min_size=1), children, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("10:30", "10:30"),
        ("2026-11-20", "2026-11-20"),
        ("0800", "0800"),
        ("0", 0),
        ("-12", -12),
        ("+5", 5),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.2.3", "1.2.3"),
        ("~", None),
        ("null", None),
        ("", None),
        ('"988"', "988"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    """
    Values read as in YAML 1.2: countries, times, dates and phone numbers stay text.
    """
    data, _ = read_text(f"v: {text}\n", "f.yml")

    assert ({"v": value}, type(value)) == (data, type(data["v"]))


def test_every_item_has_a_line() -> None:
    """
    Keys and list items are found by their path; what is not there takes the line of its parent.
    """
    _, lines = read_text(
        "# first\nflows:\n  a:\n    - x\n    - y: 1\n      z: 2\n3: three\n", "f.yml"
    )

    paths: list[tuple[str | int, ...]] = [
        (),
        ("flows",),
        ("flows", "a", 0),
        ("flows", "a", 1, "z"),
        ("flows", "a", 9),
        ("flows", "b"),
        (3,),
        ("flows", "a", 0, "deeper"),
    ]
    assert [1, 2, 4, 6, 3, 2, 7, 4] == [lines.at(*path) for path in paths]


def test_mistake_at_a_path() -> None:
    """
    A mistake names the file and the line of the item that it is about.
    """
    _, lines = read_text("a:\n  b: 1\n", "f.yml")

    mistake = lines.mistake("a", "b", message="too small", expected="2")

    assert Mistake(file="f.yml", line=2, message="too small", expected="2") == mistake


def test_nothing_is_none() -> None:
    """
    A file that holds nothing gives None and its first line.
    """
    data, lines = read_text("# only a comment\n", "f.yml")

    assert (None, 1) == (data, lines.at("a"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "a: 1\nb: 2\na: 3\na: 4\n",
            "f.yml:3: the key 'a' stands here twice; expected each key once\n"
            "f.yml:4: the key 'a' stands here twice; expected each key once",
        ),
        ("a: &x [1]\nb: *x\n", "f.yml:1: an alias; expected the value written out"),
        ("a: 1\n? [1]\n: 2\n", "f.yml:2: a list or mapping as key; expected a plain key"),
        (
            "a: !!python/name:os.system x\n",
            "f.yml:1: the tag 'tag:yaml.org,2002:python/name:os.system'; expected plain data",
        ),
        (
            "a: 1\nb: [\n",
            "f.yml:3: did not find expected node content; expected YAML: look for spaces before this line or the one above, quotes and colons",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "f.yml:2: but found another document; expected YAML: look for spaces before this line or the one above, quotes and colons",
        ),
        (
            "a: \x07\n",
            "f.yml:1: control characters are not allowed; expected YAML: look for spaces before this line or the one above, quotes and colons",
        ),
    ],
)
def test_mistakes_are_all_told(text: str, printed: str) -> None:
    """
    What is not plain YAML is refused with its line, and all of it at once.
    """
    with pytest.raises(ContentError) as caught:
        read_text(text, "f.yml")

    assert printed == str(caught.value)


def test_reads_a_file(tmp_path: Path) -> None:
    """
    A file is read as UTF-8, with or without a byte order mark.
    """
    path = tmp_path / "f.yml"
    path.write_bytes(b"\xef\xbb\xbfa: caf\xc3\xa9\n")

    assert {"a": "café"} == read(path)[0]


def test_refuses_other_encodings(tmp_path: Path) -> None:
    """
    Bytes that are not UTF-8 are a mistake in that file.
    """
    path = tmp_path / "f.yml"
    path.write_bytes(b"a: caf\xe9\n")

    with pytest.raises(ContentError) as caught:
        read(path)

    assert (
        Mistake(file=path.as_posix(), line=1, message="bad bytes", expected="UTF-8 text"),
    ) == caught.value.mistakes


@given(PLAIN)
def test_reads_json(data: object) -> None:
    """
    JSON is YAML: what is written as JSON comes back the same.
    """
    assert data == read_text(json.dumps(data), "f.yml")[0]
