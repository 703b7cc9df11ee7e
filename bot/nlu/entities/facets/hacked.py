"""
An account, a phone or a cloud was broken into.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import ONLY_OTHER, says

_MINE = r"(?:my|our|her|his|their|all my|one of my)"
_THING = (
    r"(?:(?:\S+ )?(?:account|accounts|phone|icloud|cloud|email|emails|gmail|snap|snapchat|insta|instagram|ig|facebook|fb|laptop|computer|drive|google|apple id|messenger|whatsapp|"
    r"telegram|tiktok|discord|twitter|dropbox|photos|gallery|cuenta|ipad|onedrive|mega|yahoo|outlook|hotmail|tablet|pc))"
)

RULES = (
    says(rf"(?:hacked|hacked into|broke into|broken into|got into|gotten into|logged into|logged in to|got access to|gained access to|took over|taken over|get into|breached|cracked) {_MINE} {_THING}", by=ONLY_OTHER | {"elided"}),
    says(r"hacked me(?: \S+)?", by=ONLY_OTHER),
    says(rf"{_MINE} {_THING} (?:was|got|has been|is|been|were|have been|has|just got|getting) (?:\S+ )?(?:hacked|broken into|compromised|stolen|breached|taken over|hijacked|accessed)", by=None),
    says(r"i (?:was|got|have been|been|just got|am|am being) (?:\S+ )?hacked", by=None),
    says(r"(?:stole|stolen|snatched|nicked) my (?:\S+ )?(?:phone|laptop|computer|ipad|tablet|device|sim)", by=ONLY_OTHER | {"elided"}),
    says(r"(?:spyware|stalkerware|malware|keylogger) (?:on|in) my (?:phone|laptop|computer|device)", by=None),
    says(r"(?:has|got|knows|had|stole|found|guessed|have|figured out) my (?:\S+ )?(?:password|passwords|passcode|login|logins)", by=ONLY_OTHER),
    says(r"(?:me|nos) (?:hackearon|hackeo|jaquearon|han hackeado|robaron (?:el|mi) (?:celular|telefono|cuenta|movil)|robaron la cuenta)", by=None),
    says(r"(?:entraron|entro|se metio|se metieron) (?:a|en) mi (?:cuenta|celular|telefono|icloud|correo)", by=None),
    says(r"(?:was|were|has|have|is|am|did|been) not (?:been |actually |get )?(?:hacked|hack)(?: (?:me|my|anything))?(?: \S+)?", value=False, by=None),
    says(r"(?:nobody|no one|never) (?:has |got |actually )?hacked(?: (?:me|my|into))?(?: \S+)?", value=False, by=None),
    says(r"(?:^|i |just |been |and )(?:got|been|was) (?:hacked|phished|sim swapped|simswapped)(?: \S+)?", by=None),
    says(rf"(?:someone|hacker|stranger|they|he|she) (?:is |has |have |just |got |been |are )*(?:inside|into|in|got in|logged in to|logged into) my (?:{_THING}|\S+ (?:memories|account|gallery|backup))", by=None),
    says(rf"(?:locked|logged|kicked) out of my (?:{_THING})", by=None),
    says(r"(?:changed|reset) my (?:\S+ )?(?:password|passwords|passcode|recovery \S+|login)", by=ONLY_OTHER),
    says(r"(?:phone|laptop|ipad|tablet|handset|mobile) (?:got |was |has been |is )*(?:nicked|snatched|stolen|robbed)(?: \S+)?", by=None),
    says(r"sim ?swap(?:ped)?|data breach", by=None),
    says(r"(?:vault|cloud|drive|dropbox|icloud|account|email|camera|snap) (?:got|was|were|has been) (?:just |also |then )?(?:cracked|breached|hacked|broken|opened)", by=None),
    says(r"(?:installed|put) (?:something|an app|spyware|some app|a tracker) (?:on|in) my (?:phone|mobile|laptop|computer)", by=ONLY_OTHER),
)  # fmt: skip
CUES = frozenset(
    "phished swapped simswapped locked kicked changed reset robbed sim swap breach installed put someone hacker stranger hacked hack broke broken got gotten logged gained took taken get breached cracked compromised stolen stole hijacked accessed snatched nicked spyware stalkerware malware keylogger "
    "password passwords passcode login logins hackearon hackeo jaquearon hackeado robaron entraron entro metio metieron".split()
)
