"""
What the components write on a spaCy document, `doc._.<name>`, and what stands there before.
"""

from __future__ import annotations

from spacy.tokens import Doc

ATTRIBUTES: dict[str, object] = {
    "raw": "",  # the message as it came
    "cleaned": "",  # bot.nlu.text.cleaning.clean of it
    "language": "en",
    "normalized": "",
    "model_text": "",  # what the models read
    "features": None,  # bot.nlu.model.tfidf.Features
    "embedding": None,  # of the sentence; None where there is no encoder
    "point": None,  # the embedding in the space of likeness
    "likeness": None,  # to each example
    "control": None,  # Intent of a one-word control message
    "risks": None,  # what the intent head gives each of SAFETY_INTENTS
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
