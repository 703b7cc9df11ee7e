"""
The person blocked whoever does it.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_WHOM = r"(?:him|her|them|it|everyone|every \S+|all|the|his|that|this|both|my ex|my x|two|\d+|on|everywhere|already|straight|right|immediately|and|but|\.|,|number|most|some|a)"

RULES = (
    says(rf"blocked {_WHOM}", by=SELF),
    says(r"blocked(?= [.,!?]|$| (?:and|but|so|already|now|then|because|just|cause|is|did|do)\b)", by=frozenset({"self"})),
    says(r"(?:have|had|got) (?:him|her|them) (?:already )?blocked", by=SELF),
    says(r"(?:he|she) is (?:already |now |all )?blocked(?: (?:everywhere|now|already|on \S+))?", by=None),
    says(r"ya (?:lo|la|los|las) (?:he )?(?:bloquee|bloqueado|bloqueado)|(?:lo|la|los|las) bloquee", by=None),
    says(r"(?:have|had|did|do) not (?:yet |actually |even |ever )*(?:blocked|block)(?: (?:him|her|them|it|anyone|anybody))?(?: yet)?", value=False, by=SELF),
    says(r"(?:never|not) blocked(?: (?:him|her|them))?(?: yet)?|unblocked (?:him|her|them)", value=False, by=SELF),
    says(r"no (?:lo|la|los|las) (?:he bloqueado|bloquee)", value=False, by=None),
)  # fmt: skip
CUES = frozenset("blocked block unblocked bloquee bloqueado".split())
