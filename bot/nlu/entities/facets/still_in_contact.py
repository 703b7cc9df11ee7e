"""
The two are still in contact.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import ONLY_OTHER, SELF, says

_WRITING = r"(?:texting|messaging|writing|talking|dming|calling|contacting|emailing|replying|snapping|sending (?:me )?(?:messages|texts|dms|threats)|answering|chatting|speaking|hitting me up|spamming|bothering)"
_WITH = r"(?: (?:me|to (?:him|her|them|me)|with (?:him|her|them)|him|her|them|back))*"

RULES = (
    says(rf"(?:am |is |are |he is |she is |they are )?still (?:\S+ )?{_WRITING}{_WITH}", by=None),
    says(r"still (?:in (?:contact|touch)|on (?:speaking|talking) terms)(?: with \S+)?", by=None),
    says(rf"(?:keeps?|kept) (?:on )?{_WRITING}{_WITH}", by=ONLY_OTHER | {"elided"}),
    says(rf"(?:will|would|does|do) not stop {_WRITING}{_WITH}", by=ONLY_OTHER | {"elided"}),
    says(r"(?:sigue|siguen) (?:escribiendo|llamando|mandando|hablando)(?:me|nos)?(?: \S+)?|me sigue(?:n)? (?:escribiendo|llamando|mandando)", by=None),
    says(rf"stopped {_WRITING}{_WITH}", value=False, by=frozenset({"self", "other", "elided"})),
    says(r"(?:no|not in|zero) (?:more )?(?:contact|touch)(?: with (?:him|her|them))?(?: any ?more| anymore)?", value=False, by=None),
    says(r"(?:have|has|do|does|am|is|are) not (?:been )?(?:talked|talking|spoken|texted|heard|talk|speak|text|messaged|messaging|texting|replied|answered|replying|in contact|in touch)(?: (?:to|with|from|back))?(?: (?:him|her|them|me))?(?: since| any more| anymore| in \S+)?", value=False, by=frozenset({"self", "other", "elided"}), unless_after="anyone|about|police"),
    says(r"(?:ghosted|cut off|cut) (?:him|her|them)(?: off)?", value=False, by=SELF),
    says(r"no longer (?:talk|talking|speak|in contact|in touch|text)(?: \S+){0,2}", value=False, by=None),
    says(r"ya no (?:hablo|hablamos|me escribe|le escribo|le contesto)(?: \S+)?", value=False, by=None),
)  # fmt: skip
CUES = frozenset("still keeps keep kept stop stopped contact touch ghosted cut talked spoken texted heard talk speak messaged replied answered longer talking sigue siguen ya".split())
