"""
The post or the account was reported to the platform.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_ELSEWHERE = r"(?:(?:to|with|at|by) (?:the |my |our |local )*(?:police|cops|fbi|ic3|school|ncmec|cybertip|cybertipline|teacher|principal|hr|mom|dad|parents|bank|boss|university|college|ftc)|a crime|police|crime)"
_IT = r"(?:it|him|her|them|this|that|those|these|everything|both|all|the|his|a|an|every|each|that one|my|two|one|\d+|some|to|on|already|twice|and|but|\.|,|yesterday|today|last|, )"

RULES = (
    says(rf"reported {_IT}", by=SELF, unless_after=_ELSEWHERE),
    says(r"reported", by=frozenset({"self"}), unless_after=_ELSEWHERE),
    says(r"(?:flagged) (?:it|him|her|them|the (?:post|account|img|profile|page)|this|that|every \S+)", by=SELF),
    says(r"(?:filed|made|submitted|sent|put in|filled in|filled out) (?:a|the|an|my|several|two|\d+) (?:\S+ )?(?:report|reports|takedown|takedown request|removal request|removal form|report form)", by=SELF, unless_after=_ELSEWHERE),
    says(r"ya (?:lo |la |los |las )?(?:he )?(?:reporte|denuncie|reportado|denunciado)(?: \S+)?", by=None, unless_after="policia"),
    says(r"(?:have|had|did|do|has) not (?:yet |actually |even |ever )*(?:reported|report|flagged|flag)(?: (?:it|him|her|them|anything|the \S+|this|that))?(?: yet)?", value=False, by=SELF, unless_after=_ELSEWHERE),
    says(r"(?:never|not) reported(?: (?:it|him|her|them|anything))?(?: yet)?", value=False, by=SELF, unless_after=_ELSEWHERE),
    says(r"no (?:lo |la |los |las )?(?:he) (?:reportado|denunciado)", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "reported report reports flagged flag takedown removal reporte denuncie reportado denunciado".split()
)
