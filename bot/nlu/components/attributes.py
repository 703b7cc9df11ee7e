"""
What the components write on a spaCy document, `doc._.<name>`, and what stands there before.
"""

from __future__ import annotations

from spacy.tokens import Doc

ATTRIBUTES: dict[str, object] = {
    "raw": "",  # the message as it came
    "language": "en",
    "normalized": "",
    "model_text": "",  # what the models read
    "features": None,  # bot.nlu.model.tfidf.Features
    "embedding": None,  # of the sentence; None where there is no encoder
    "likeness": None,  # to each example; None where there is no embedding
    "control": None,  # Intent of a one-word control message
    "ranking": (),  # tuple[Intent, ...], best first
    "alarm": None,
    "entities": (),
}


def declare() -> None:
    """
    Makes the attributes known to spaCy; calling it again changes nothing.
    """
    for name, default in ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
