"""
Evidence was kept: screenshots, links, messages.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_PROOF = r"(?:everything|it all|all of it|all|the (?:\S+ )?(?:chat|chats|messages?|texts?|convo|conversation|links?|urls?|threats?|profile|account|post|posts|dms?|evidence|proof|number|usernames?)|(?:all )?(?:his|her|their|our) (?:\S+ )?(?:messages?|texts?|chats?|threats?|profile|dms?|account|username|number)|(?:the )?evidence|(?:the )?proof|every \S+|screenshots?)"
_NO_IMG = r"of (?:the |my |that |it\b|them\b|those )?(?:img|it|them|me)"

RULES = (
    says(rf"screenshotted(?: {_PROOF}| it| them| that| already)", by=SELF, unless_after="img"),
    says(r"screenshotted", by=frozenset({"self"}), unless_after="img|me|my"),
    says(rf"(?:took|have|got|made|taken|kept|saved|take) (?:\S+ )?(?:\S+ )?screenshots(?! {_NO_IMG})", by=SELF, unless_after=_NO_IMG),
    says(rf"(?:saved|kept|backed up|archived|exported|recorded|copied|documented) (?:{_PROOF})", by=SELF),
    says(r"(?<!so i )(?<!that i )(?<!do i )(?:have|got|kept|gathered|collected) (?:all (?:the|my|of the)?|the|some|lots of|enough|plenty of|a lot of|my)? ?(?:evidence|proof|screenshots|receipts)(?: saved)?", by=SELF, unless_after=_NO_IMG),
    says(r"(?:have|got) (?:everything|it all|all of it|the chats?|the messages?) (?:saved|screenshotted|backed up|recorded|documented)", by=SELF),
    says(r"^(?:yes |yes , |already |ok |i |have |just )*(?:saved|screenshotted) (?:it|them|everything)(?: all| already| [.!])*$", by=None),
    says(r"ya (?:guarde|tengo|hice|tome) (?:\S+ )?(?:todo|capturas|pruebas|los mensajes|las pruebas)|tengo (?:las |unas )?(?:capturas|pruebas)", by=None),
    says(r"(?:have|had|did|do) not (?:yet |actually |even |really )*(?:saved?|screenshotted|screenshot|kept|keep|take|taken|took|have|got|get) (?:any |anything|it|them|the |all |a )*(?:evidence|proof|screenshots?|anything|messages?|chat|chats|it|them|everything)?(?: yet| of anything)?", value=False, by=frozenset({"self"}), unless_after="img|money"),
    says(r"(?:have|got|with|there is) (?:no|zero) (?:evidence|proof|screenshots?|receipts)", value=False, by=None),
    says(r"(?:deleted|erased|lost|cleared|wiped) (?:all (?:of )?(?:the|our|my|his|her) (?:messages|chats?|texts|convos?)|the (?:whole |entire )?(?:chat|chats|messages|convo|conversation|texts)|our (?:chat|chats|messages|convo|conversation)|(?:his|her|their) messages)", value=False, by=SELF),
    says(r"no (?:tengo|guarde|he guardado|tome|hice) (?:\S+ )?(?:capturas|pruebas|nada)", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "screenshotted screenshots screenshot saved kept backed archived exported copied documented evidence proof receipts gathered collected deleted erased lost cleared wiped save keep "
    "guarde tengo hice tome capturas pruebas guardado".split()
)
