"""
The images are made or changed by a machine or by hand.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, GUARD, ONLY_OTHER, says

_NOT_IMAGES = r"(?:account|accounts|profile|profiles|page|insta|instagram|snap|facebook|name|number|person|id|email|friend|friends)"

# "Is making a deepfake illegal" and "how does one make a fake" speak of fakes, not of theirs.
_GUARD = GUARD | frozenset("does do what make making makes how did is are buy find app".split())

RULES = (
    says(r"(?:ai|a i) (?:generated|made|nude|naked|img|porn|edited|deepfake|altered|fake|created|version|undress\w*)(?: \S+)?", by=None, guard=_GUARD, unless_after="illegal|legal|crime|count|covered"),
    says(r"(?:made|created|generated|edited|faked|done) (?:\S+ ){0,3}?(?:with|by|using|in) (?:an? )?(?:ai|photoshop|a nudify app|an app|artificial intelligence|undress app)", by=None),
    says(rf"(?:made|created|posted|found|got|sharing|shared|sent|has|there is|making) {DET}(?:deepfake|fake (?:naked |nude |porn |sex )?img|fake naked|photoshopped img|edited img)(?: of me| of her| of him)?", by=None, guard=_GUARD, unless_after="illegal|legal|crime"),
    says(rf"{DET}(?:deepfake|fake (?:naked |nude |porn )?img) (?:of (?:me|my \S+|her|him)|(?:is|are|was|were) (?:\S+ )?(?:posted|online|going|on))", by=None, guard=_GUARD),
    says(r"(?:deepfake|photoshopped|nudified|faked) (?:me|my (?:face|img|daughter|son|friend|sister))", by=None),
    says(r"(?:my|her|his|their) (?:\S+ )?(?:face|head) (?:on|onto|on to|edited|photoshopped|put on|stuck on|pasted|swapped)(?: \S+){0,4}", by=None),
    says(r"(?:put|stuck|edited|photoshopped|swapped|pasted|used) (?:my|her|his) (?:\S+ )?(?:face|head) (?:on|onto|in|into|to make|for)\b(?: \S+){1,4}", by=frozenset({"other", "elided"})),
    says(r"(?:is|are|was|were) not (?:(?:even |really |actually )*(?:my (?:real |actual |own )?body|her (?:real |actual )?body|real\b(?! (?:sure|help))|me in (?:it|the img|that|them))|(?:even |really |actually )me)", by=None, guard=GUARD | {"if"}),
    says(r"not (?:really |even |actually )(?:my body|me)", by=None),
    says(rf"(?:it|they|img|this|that|these|those) (?:is|are|was|were) (?:all |just |totally |completely |obviously |100 % |definitely |clearly |actually |a |an )*(?:fake|fakes|deepfake|ai|photoshopped|edited|faked|ai generated)\b(?! {_NOT_IMAGES})", by=None),
    says(r"face ?swap(?:ped)?(?: \S+)?|nudif(?:y|ied)(?: \S+)?|undress(?:ed)? (?:app|ai|site|me)(?: \S+)?", by=None),
    says(r"(?:es|son) (?:\S+ )?(?:falsas?|un deepfake|un montaje|montajes?|hechas? con ia|editadas?)|(?:hecho|hecha|hechas|generada|generadas) con (?:ia|inteligencia artificial)", by=None),
    says(r"(?:is|are|was|were) not (?:a )?(?:fake|ai|deepfake|edited|photoshopped|faked)(?: (?:img|or anything))?", value=False, by=None),
    says(r"(?:no|not) (?:ai|fake|deepfake|a fake|a deepfake|edited)", value=False, by=None),
    says(r"(?:img|they|those|these) (?:is|are|was|were) (?:all |definitely |100 % |totally |actually |really )?real|real img of (?:me|her|him)", value=False, by=None),
    says(r"^(?:no , |no |yes |yes , )?(?:it|they|img) (?:is|are) (?:all |definitely |100 % |actually )?real(?: me)?(?: [.!])?$", value=False, by=None),
    says(r"(?:es|son) (?:\S+ )?(?:real|reales|verdaderas?)", value=False, by=None),
    says(r"(?:photoshopped|doctored|faked|morphed|undressed|nudified|edited|altered|manipulated|generated) (?:me|it|them|my (?:\S+ )?(?:\S+ )?(?:img|face|head)|img of me|a img of me)", by=frozenset({"other", "elided"}), unless_after="legal|illegal"),
    says(r"(?:manipulated|doctored|morphed|altered|photoshopped|synthetic|fabricated|forged|generated) img(?: of me)?", by=None, guard=_GUARD),
    says(r"(?:made|making|makes|created|posted|selling) (?:a |some |loads of )?fakes? (?:of|from) (?:me|my \S+|girls|us)(?: \S+)?", by=ONLY_OTHER | {"elided"}),
    says(r"(?:a )?(?:deep fake|deepfake|fake one|fakes) of (?:me|my \S+|her|him)|deep fake", by=None, guard=_GUARD),
    says(r"^(?:(?:its|it is|a|omg|help|,) )*(?:deepfake|ai|fake|generated|photoshop|photoshopped)(?: (?:\.|!|,|img|all of them|help|of me))*$", by=None),
    says(r"(?:it|they|img|this) (?:is|are|was|were) (?:all |just |totally |clearly |obviously |obvs )*(?:generated|photoshop|cgi|computer generated|morphed|doctored|made up|manipulated|a montage)(?= |$)", by=None),
    says(r"body (?:is|are) not (?:mine|me|my \S+)|(?:someone|somebody) elses? body|someone is elses body|another (?:woman|girl|person|man)s? body", by=None),
)  # fmt: skip
CUES = frozenset(
    "doctored morphed undressed altered manipulated synthetic fabricated forged deep cgi montage body ai deepfake fake fakes faked photoshopped photoshop edited real body me face head nudify nudified undress faceswap swap swapped ia falsa falsas montaje montajes editadas "
    "reales verdadera verdaderas generated really".split()
)
