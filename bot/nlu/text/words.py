"""
Splits text into words and marks, and makes spaCy documents of them; linear in time whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_+")


class WordTokenizer:
    """
    A spaCy tokenizer that doesn't part "don't" or "dont": normalising has its own view of them.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_TOKEN.finditer(text))
        ends = [match.end() for match in found]
        return Doc(
            self.vocab,
            words=[match[0] for match in found],
            spaces=[end < len(text) and text[end].isspace() for end in ends],
        )


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """
    What `nlp` reads meanwhile leaves nothing behind: spaCy's table of strings would keep every word for ever.
    """
    if hasattr(nlp, "memory_zone"):
        with nlp.memory_zone():
            yield
        return
    # spaCy before 3.8, which Rasa's pins ask for, has no such zone: words go to a table of their own.
    tokenizer, kept = cast("WordTokenizer", nlp.tokenizer), cast("Any", nlp.vocab)
    tokenizer.vocab = Vocab(lex_attr_getters=kept.lex_attr_getters)
    try:
        yield
    finally:
        tokenizer.vocab = kept
