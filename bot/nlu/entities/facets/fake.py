"""
The images are made or changed by a machine or by hand.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, says

_NOT_IMAGES = r"(?:account|accounts|profile|profiles|page|insta|instagram|snap|facebook|name|number|person|id|email|friend|friends)"

RULES = (
    says(r"(?:ai|a i) (?:generated|made|nude|naked|img|porn|edited|deepfake|altered|fake|created|version|undress\w*)(?: \S+)?", by=None),
    says(r"(?:made|created|generated|edited|faked|done) (?:\S+ ){0,3}?(?:with|by|using|in) (?:an? )?(?:ai|photoshop|a nudify app|an app|artificial intelligence|undress app)", by=None),
    says(rf"(?:made|makes|making|created|posted|found|is|are|got|sharing|shared|sent|has|there is|with|using) {DET}(?:deepfake|fake (?:naked |nude |porn |sex )?img|fake naked|photoshopped img|edited img)(?: of me| of her| of him)?", by=None),
    says(rf"{DET}(?:deepfake|fake (?:naked |nude |porn )?img) (?:of (?:me|my \S+|her|him)|(?:is|are|was|were) (?:\S+ )?(?:posted|online|going|on))", by=None),
    says(r"(?:deepfake|photoshopped|nudified|faked) (?:me|my (?:face|img|daughter|son|friend|sister))", by=None),
    says(r"(?:my|her|his|their) (?:\S+ )?(?:face|head) (?:on|onto|on to|edited|photoshopped|put on|stuck on|pasted|swapped)(?: \S+){0,4}", by=None),
    says(r"(?:put|stuck|edited|photoshopped|swapped|pasted|used) (?:my|her|his) (?:\S+ )?(?:face|head)(?: (?:on|onto|in|to|into)\b(?: \S+){1,4})?", by=frozenset({"other", "elided"})),
    says(r"(?:is|are|was|were) not (?:even |really |actually )*(?:my (?:real |actual |own )?body|me\b(?! (?:who|that|it|asking|but it is for))|real(?:ly me)?\b(?! (?:sure|help))|her (?:real |actual )?body)", by=None),
    says(r"not (?:really |even |actually )(?:my body|me)", by=None),
    says(rf"(?:it|they|img|this|that|these|those) (?:is|are|was|were) (?:all |just |totally |completely |obviously |100 % |definitely |clearly |actually |a |an )*(?:fake|fakes|deepfake|ai|photoshopped|edited|faked|ai generated)\b(?! {_NOT_IMAGES})", by=None),
    says(r"face ?swap(?:ped)?(?: \S+)?|nudif(?:y|ied)(?: \S+)?|undress(?:ed)? (?:app|ai|site|me)(?: \S+)?", by=None),
    says(r"(?:es|son) (?:\S+ )?(?:falsas?|un deepfake|un montaje|montajes?|hechas? con ia|editadas?)|(?:hecho|hecha|hechas|generada|generadas) con (?:ia|inteligencia artificial)", by=None),
    says(r"(?:is|are|was|were) not (?:a )?(?:fake|ai|deepfake|edited|photoshopped|faked)(?: (?:img|or anything))?", value=False, by=None),
    says(r"(?:no|not) (?:ai|fake|deepfake|a fake|a deepfake|edited)", value=False, by=None),
    says(r"(?:img|they|those|these) (?:is|are|was|were) (?:all |definitely |100 % |totally |actually |really )?real|real img of (?:me|her|him)", value=False, by=None),
    says(r"^(?:no , |no |yes |yes , )?(?:it|they|img) (?:is|are) (?:all |definitely |100 % |actually )?real(?: me)?(?: [.!])?$", value=False, by=None),
    says(r"(?:es|son) (?:\S+ )?(?:real|reales|verdaderas?)", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "ai deepfake fake fakes faked photoshopped photoshop edited real body me face head nudify nudified undress faceswap swap swapped ia falsa falsas montaje montajes editadas "
    "reales verdadera verdaderas generated really".split()
)
