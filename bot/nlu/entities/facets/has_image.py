"""
The person has the image, or hasn't.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_THE = r"(?:the|my|that|those|these|this|my own|the original|the same|a copy of the|a copy of that|copies of the|all the|all of the|both|the actual|original|the original copy of the|the file of the)"
_HAVE = r"(?:have|got|kept|saved|have got|had)"

RULES = (
    says(rf"(?:do )?(?:still )?have (?:still |also |all |got |also got |it , )*(?:{_THE} )?(?:original |actual |full )?(?:(?:{_THE}) (?:original |actual |full |same |fake |naked |private )*img|a copy of (?:it|the img|them)|the (?:original|originals|file|files)|copies of (?:it|them|the img))(?: on my \S+| saved| still| here)?", by=frozenset({"self"}), unless_after="of him|of her|him|taken down|removed|deleted|back|off"),
    says(r"(?:have|had) (?:it|them|the img|those) (?:still |all )?(?:saved|on my (?:phone|camera|laptop|computer|old phone|ipad|icloud|camera roll))", by=frozenset({"self"})),
    says(r"(?:still )?got (?:the|my|that) (?:original |actual )?(?:img|original|file)(?: on my \S+| saved)?", by=frozenset({"self"}), unless_after="taken down|removed|deleted|back|off|leaked|posted"),
    says(r"(?:todavia |aun )?tengo (?:la|las|el|los|una copia de la) (?:original )?(?:img|original|copia)", by=None),
    says(r"(?:do|did|does) not (?:even |actually |still |really |personally )*(?:have|got|possess|own|keep) (?:a copy of |access to |any of |any copies of |any |a |the |my |that |those |it , |these |actual |original |copies of )*(?:img|originals?|copy|copies|file|files)(?: of (?:it|them|the img))?(?: anymore| any more| myself| on me)?", value=False, by=frozenset({"self", "elided"})),
    says(r"have not got (?:a copy of |the |any |that |those |my |access to (?:the )?)*(?:img|original|copy|copies|file)(?: of (?:it|them))?", value=False, by=SELF),
    says(r"(?:never|no longer) (?:even )?(?:had|have|saved|kept|has) (?:a copy of |the |any |that |those |my |access to (?:the )?)*(?:img|original|copy|copies|file)", value=False, by=SELF),
    says(r"(?:deleted|lost|erased|got rid of) (?:the|my|that|those|all the|all my|all of the) (?:original |actual |old |private )*(?:img|original|originals|file|files)", value=False, by=SELF),
    says(r"not have access to (?:it|the img|them|that img|the original)(?: anymore)?", value=False, by=None),
    says(r"no tengo (?:la|las|el|los|una copia de la|acceso a la|ninguna) ?(?:img|original|copia)?", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "img original originals copy copies file files saved phone laptop camera computer ipad icloud access tengo".split()
)
