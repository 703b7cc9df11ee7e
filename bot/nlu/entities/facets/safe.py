"""
The person is safe now, or is not.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import GUARD, SELF, says

_WHERE = r"(?: (?:at|with|in|inside|by) (?:my |a |the )?\S+){0,2}"

# What ends a clause: "he left." but not "he left me a message", "she is gone" but not "when she is gone".
_END = r"(?: now| already| again)?(?= [.,!?]|$| (?:and|so|but|where|can|what|ok)\b)"
_AWAIT = GUARD | frozenset("when after once until wait not".split())

# "He is outside of the group now" says nothing of a door.
_ELSEWHERE = r"(?:of )?(?:the |this |my |our )?(?:group|chat|app|country|state|county|city|town|us|usa|uk|eu)\b"

RULES = (
    says(rf"am (?:ok and )?(?:safe|out of danger|somewhere safe|in a safe place)(?: now| here| again)?{_WHERE}", by=SELF),
    says(r"am not in (?:any |real |immediate |physical )?danger(?: now| here| right now)?", by=SELF),
    says(r"(?:there is )?no danger (?:here|now|right now|for me)|not in (?:any )?danger", by=None),
    says(r"(?:got|made it) (?:away|out) (?:safe|safely|ok)(?: now)?", by=SELF),
    says(r"got away(?: now)?(?: [.!])*$", by=frozenset({"self"})),
    says(r"(?:police|cops|cop|ambulance) (?:came|are here|is here|got here|arrived)|(?:police|cops|they) (?:took (?:him|her) away|arrested (?:him|her))", by=None, guard=_AWAIT),
    says(rf"(?:he|she|they) (?:has |have |is |are )?(?:left|went away|drove off|ran off){_END}|he (?:is|has) gone{_END}", by=None, guard=_AWAIT),
    says(r"(?:sister|mom|friend|brother|dad|neighbour|neighbor|roommate) is (?:here )?with me(?: now)?", by=None),
    says(r"(?:she|he) is with me now|am with (?:my|a) (?:sister|mom|friend|brother|dad|neighbour|neighbor|parents)(?: now)?", by=None),
    says(r"am not safe|am (?:still )?in danger|not safe (?:here|now)", value=False, by=None),
    says(rf"(?:he|she) is (?:still )?(?:right )?outside(?! {_ELSEWHERE})|(?:he|she) is at (?:my|the) door", value=False, by=None),
    says(r"^(?:(?:ok|oh|no|wait|shit|,|\.) )*(?:he|she) (?:came|is) back(?: again| now)?(?: [.!])*$", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "safe danger away out came here arrived arrested took left gone went drove ran with back outside door".split()
)
