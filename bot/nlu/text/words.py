"""
Splits text into words and marks, and makes spaCy documents of them; linear in time whatever the text.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_+")


class WordTokenizer:
    """
    A spaCy tokenizer that doesn't part "don't" or "dont": normalising has its own view of them.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_TOKEN.finditer(text))
        ends = [match.end() for match in found]
        return Doc(
            self._vocab,
            words=[match[0] for match in found],
            spaces=[end < len(text) and text[end].isspace() for end in ends],
        )
