"""
A call or an intimate moment was recorded.
"""

from __future__ import annotations

from functools import partial

from bot.nlu.entities.facets import claim
from bot.nlu.entities.facets.claim import ONLY_OTHER

says = partial(claim.says, guard=claim.SUSPECTED)

RULES = (
    says(r"(?:recorded|filmed|taped|videoed|screenrecorded|captured) (?:me|us|it|our|my|the|everything|her|him|a (?:img )?call)(?: (?:on|during|in|while) (?:\S+ ){0,3}?(?:call|cam|facetime|zoom))?", by=ONLY_OTHER | {"elided"}),
    says(r"(?:recording|filming|secretly filming|secretly recording) (?:me|us|our|my|it|the call|her|him)", by=ONLY_OTHER),
    says(r"(?:is|are|was|were|been) (?:secretly )?(?:recording|filming|screen recording) (?:me|us|our|my|it|the|her|him)(?: call| img call)?", by=ONLY_OTHER),
    says(r"screen ?(?:recorded|record|recording|recorder)(?: (?:me|us|it|our|my|the|of)(?: \S+){0,2})?", by=ONLY_OTHER),
    says(r"(?:hit|pressed|pushed|clicked) (?:the )?record(?:ed| button)?", by=frozenset({"other"})),
    says(r"(?:was|were|got|been|being|am|is) (?:secretly |also |all |being )?(?:recorded|filmed|taped|videoed|screenrecorded|screen recorded)", by=None),
    says(r"(?:call|cam|img|facetime|session) (?:was|got|is|were|has been) (?:\S+ )?(?:recorded|filmed|screenrecorded|taped|captured)", by=None),
    says(r"(?:hidden|secret|spy) ?(?:camera|cam|cameras|cams)|spycam", by=None, guard=claim.SUSPECTED | frozenset("buy where get install sell".split()), unless_after="buy|order"),
    says(r"(?:screenshotted|screenshot|screenshots of) (?:me|us|our|my|the) (?:\S+ )?(?:call|facetime|img call|on call|cam)", by=ONLY_OTHER),
    says(r"(?:has|have|got|made) (?:a |an |the |my |our )*(?:screen )?recording (?:of|from) (?:me|us|our|my|it|the)(?: \S+)?", by=ONLY_OTHER),
    says(r"(?:me|nos) (?:grabo|grabaron|filmo|filmaron|han grabado|ha grabado|estaban grabando|estaba grabando)", by=None),
    says(r"(?:did|was|were|is|has|have) not (?:\S+ )?(?:record|recorded|film|filmed|recording)(?: (?:it|me|us|anything))?", value=False, by=ONLY_OTHER | {"elided"}),
    says(r"(?:nobody|no one|nothing|never) (?:\S+ )?(?:recorded|filmed|was recorded|got recorded)(?: (?:it|me|us|anything))?", value=False, by=None),
    says(r"(?:found|saw|there is|there was|noticed|discovered|hid|put|has|had|set up) (?:a|an|some) (?:\S+ )?(?:hidden |spy |secret )?(?:camera|cam|lens|webcam|cams|cameras|spy pen)(?: (?:in|behind|above|under|pointing|inside|at) \S+)?", by=None),
    says(r"(?:camera|cam|lens) (?:in|inside|behind|above) (?:the|my|our|an?) (?:\S+ )?(?:bathroom|shower|bedroom|airbnb|hotel|room|changing|toilet|vent|clock|alarm|mirror|wall|flat|house)", by=None),
    says(r"(?:is|are|was|were|been) (?:secretly |also )?(?:recording|filming)(?= [.,!?]|$)", by=ONLY_OTHER),
    says(r"(?:films|filming|records|recorded|recording) (?:me|us) (?:when|while|secretly|without|in|during)", by=None),
    says(r"(?:upskirted|secretly recorded|covertly recorded)(?: \S+)?", by=None),
    says(r"(?:took|takes|taken) (?:img|a img|some img) (?:of me |of us )?(?:while|when|without|through|in secret|secretly)", by=ONLY_OTHER | {"elided"}),
)  # fmt: skip
CUES = frozenset(
    "camera cam cams lens webcam films records upskirted took takes taken recorded filmed taped videoed screenrecorded captured recording filming record film screen hidden secret spy spycam screenshotted screenshot screenshots "
    "grabo grabaron filmo filmaron grabado grabando".split()
)
