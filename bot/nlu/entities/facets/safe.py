"""
The person is safe now, or is not.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_WHERE = r"(?: (?:at|with|in|inside|by) (?:my |a |the )?\S+){0,2}"

RULES = (
    says(rf"am (?:ok and )?(?:safe|out of danger|somewhere safe|in a safe place)(?: now| here| again)?{_WHERE}", by=SELF),
    says(r"(?:got|made it) (?:away|out)(?: (?:safe|safely|ok))?(?: now)?", by=SELF, unless_after="with"),
    says(r"(?:police|cops|they) (?:came|are here|is here|got here|arrived|took (?:him|her) away|arrested (?:him|her))", by=None),
    says(r"(?:he|she|they) (?:has |have |is |are )?(?:left|gone|went away|drove off|ran off)(?: now)?", by=None, unless_after="me|a|the|my|it|him|her|messages|message"),
    says(r"(?:sister|mom|mum|friend|brother|dad|neighbour|neighbor|roommate) is (?:here )?with me(?: now)?", by=None),
    says(r"(?:she|he) is with me now|am with (?:my|a) (?:sister|mom|mum|friend|brother|dad|neighbour|neighbor|parents)(?: now)?", by=None),
    says(r"am not safe|am (?:still )?in danger|not safe (?:here|now)", value=False, by=None),
    says(r"(?:he|she) (?:came|is) back(?: again)?|(?:he|she) is (?:still )?outside", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "safe danger away out came here arrived arrested took left gone went drove ran with back outside".split()
)
