"""
The two are still in contact.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import ONLY_OTHER, SELF, says

_WRITING = r"(?:texting|messaging|writing|talking|dming|calling|contacting|emailing|replying|snapping|sending (?:me )?(?:messages|texts|dms|threats)|answering|chatting|speaking|hitting me up|spamming|bothering)"
_WITH = r"(?: (?:me|to (?:him|her|them|me)|with (?:him|her|them)|him|her|them|back))*"

_ELSE = r"(?:dying|suicide|killing|death|ending)"

RULES = (
    says(
        rf"still (?:\S+ )?{_WRITING}(?: to| with)? (?:me|him|her|them)",
        by=None,
        unless_after=_ELSE,
    ),
    says(rf"(?:he|she|they|we|i) (?:is|are|am) still (?:\S+ )?{_WRITING}", by=None, unless_after=_ELSE),
    says(r"still (?:in (?:contact|touch)|on (?:speaking|talking) terms)(?: with \S+)?", by=None),
    says(rf"(?:keeps?|kept) (?:on )?{_WRITING}{_WITH}", by=ONLY_OTHER | {"elided"}, unless_after=_ELSE),
    says(rf"(?:will|would|does|do) not stop {_WRITING}{_WITH}", by=ONLY_OTHER | {"elided"}, unless_after=_ELSE),
    says(r"(?:sigue|siguen) (?:escribiendo|llamando|mandando|hablando)(?:me|nos)?(?: \S+)?|me sigue(?:n)? (?:escribiendo|llamando|mandando)", by=None),
    says(rf"stopped {_WRITING}{_WITH}", value=False, by=SELF),
    says(rf"stopped {_WRITING} me", value=False, by=ONLY_OTHER),
    says(r"(?:no|zero) (?:more )?contact (?:with (?:him|her|them)|any ?more|since|now)|not in (?:contact|touch)(?: with (?:him|her|them))?|(?:went|gone) no contact", value=False, by=None),
    says(r"(?:have|do|am) not (?:been )?(?:talked|talking|spoken|texted|talk|speak|text|messaged|messaging|texting|replied|answered|replying)(?: (?:to|with|back))?(?: (?:him|her|them)| since| any ?more)", value=False, by=frozenset({"self"}), unless_after="anyone|about|police"),
    says(r"(?:ghosted|cut off|cut) (?:him|her|them)(?: off)?", value=False, by=SELF),
    says(r"no longer (?:talk|talking|speak|in contact|in touch|text)(?: \S+){0,2}", value=False, by=None),
    says(r"ya no (?:hablo|hablamos|me escribe|le escribo|le contesto)(?: \S+)?", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "still keeps keep kept stop stopped contact touch ghosted cut talked spoken texted heard talk speak messaged replied answered longer talking sigue siguen ya".split()
)
