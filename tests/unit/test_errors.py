"""
The base of all errors, and how mistakes in files print.
"""

from __future__ import annotations

from bot.errors import ContentError, FirstHoursError, Mistake


def test_docstring_is_the_message() -> None:
    """
    An error raised without a message says what its docstring says.
    """
    assert "Something went wrong in First Hours." == str(FirstHoursError())


def test_own_message_comes_first() -> None:
    """
    A message given wins over the docstring.
    """
    assert "flows are missing" == str(FirstHoursError("flows are missing"))


def test_content_error_prints_all_mistakes_in_order_of_place() -> None:
    """
    Each mistake stands on its own line as file, line, what is wrong and what was expected.
    """
    error = ContentError(
        [
            Mistake(file="b.yml", line=1, message="not YAML"),
            Mistake(file="a.yml", line=12, message="unknown key 'fone'", expected="phone"),
            Mistake(file="a.yml", line=3, message="no source", expected="sources"),
        ]
    )

    expected = (
        "a.yml:3: no source; expected sources\n"
        "a.yml:12: unknown key 'fone'; expected phone\n"
        "b.yml:1: not YAML"
    )
    assert expected == str(error)


def test_content_error_without_mistakes_says_its_docstring() -> None:
    """
    Even an empty list of mistakes has a message.
    """
    assert ("The files have mistakes.", ()) == (str(ContentError([])), ContentError([]).mistakes)
