"""
Somebody threatens to share the images.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, IMG, IT, says

_SHARE = (
    r"(?:post|send|share|leak|upload|publish|show|put|release|spread|forward|expose|ruin|chuck|drop|repost|out|distribute|email|dm|text|tell|destroy|mail|stick|print|"
    r"sell|stream|airdrop|broadcast|blast|plaster)"
)
_SHARING = r"(?:posting|sending|sharing|leaking|uploading|publishing|putting|releasing|spreading|forwarding|exposing|ruining|showing)"
_SHARES = r"(?:posts|sends|shares|leaks|uploads|publishes|shows|puts|releases|spreads|forwards|exposes|ruins|tells)"
_THEY = r"(?:he|she|they|it|who|someone|this person|this guy|this girl|ex|boyfriend|husband|the guy|the girl)"
_SAYS = (
    r"(?:says|said|saying|reckons|swears|swore|told me|tells me|telling me|warned|warned me|warning me|claims|promised|texted|messaged|insists|is like|was like|say|told her|told him|"
    r"saying that|says that|said that)"
)
_WILL = r"(?:will|would|is going to|are going to|going to|is about to|was going to|were going to|are about to|can|could)"
_WANTS = r"(?:wants?|wanted|wanting|asking(?: me)? for|asks(?: me)? for|asked(?: me)? for|demands?|demanding|demanded|is asking)"
_MONEY = r"(?:money|cash|\$ ?\S+|[£€] ?\S+|\d{2,7}(?:[.,]\d+)*|bitcoin|bitcoins|crypto|ransom|(?:\d+ )?(?:\S+ )?(?:gift )?cards?|a payment|payment)"
_VIOLENT = r"to (?:kill|hurt|hit|beat|stab|shoot|come|find|sue|leave|break|quit|call|report|fire|harm|rape|burn|dump|divorce)"

RULES = (
    says(r"(?:threatening|threatens|blackmailing|blackmails|extorting|extorts|sextorting)(?: me| her| him| us| them| my \S+)?", by=frozenset({"other", "elided"}), unless_after=_VIOLENT),
    says(r"(?:is|are|keeps?|kept|was|were|been|started|has been|and|also|now|still|be) (?:also |still |now |just |basically |trying to |literally )*(?:threatening|blackmailing|extorting|sextorting|blackmail|sextort|extort)(?: me| her| him| us| them| my \S+)?", guarded=False, unless_after=_VIOLENT),
    says(r"threatened (?:to \S+|me|her|him|us|them|my \S+|with)", by=frozenset({"other"}), unless_after=_VIOLENT),
    says(r"(?:being|got|getting|was|is|am|been|get) (?:being )?(?:threatened|blackmailed|extorted|sextorted|sextortioned)", guarded=False),
    says(r"(?:making|sending|getting|got|received|receiving|made|sent|keeps making|gets) (?:\S+ ){0,2}threats?", by=None),
    says(r"victim of (?:sextortion|blackmail|extortion)", by=None),
    says(rf"{_SAYS} (?:me )?(?:that )?(?:if (?:i|we|she|he) (?:\S+ ){{1,9}}?)?{_THEY} {_WILL} (?:\S+ ){{0,2}}?{_SHARE}", guarded=False),
    says(rf"{_SAYS} (?:me )?(?:that )?{_THEY} (?:is|are) {_SHARING} {IT}", guarded=False),
    says(rf"{_SAYS} (?:\S+ ){{0,5}}?or (?:else )?{_THEY} (?:{_SHARES}|{_WILL} {_SHARE}|{_SHARE})", guarded=False),
    says(rf"(?:is|are) (?:going|about|planning) to (?:just |literally |all |now |fucking )*{_SHARE} {IT}", by=frozenset({"other"})),
    says(rf"going to (?:just |literally |all )*{_SHARE} {IT}", by=frozenset({"other"})),
    says(rf"{_THEY} will {_SHARE} {IT}(?: \S+){{0,6}}? (?:if|unless|by|in \d+|at \d+|tonight|tomorrow)(?: i| we|)", by=None),
    says(rf"if (?:i|we|she|he) (?:do not|does not|block|tell|leave|stop|refuse|can not|will not|go|ignore|break)(?: \S+){{0,6}}? (?:he|she|they) will {_SHARE}(?: {IT})?", by=None),
    says(r"unless (?:i|we|she|he) (?:\S+ )?(?:give|pay|send|come|go|do|get|stay|meet|sleep|answer|talk|marry|take|unblock|reply|call|agree|gives|pays|sends|meets)", guarded=False),
    says(rf"(?:{_MONEY}|pay|paid|img|more img|pay up)(?: \S+)? or (?:else )?(?:(?:he|she|they|it) (?:will |is going to |are going to |is |are |)(?:{_SHARE}|{_SHARES}|{_SHARING})|{IMG} (?:go|goes|get|gets|will|is going|are going))", guarded=False),
    says(rf"(?:{_THEY}|person|guy|dude|girl|man|woman|scammer|ex|and|now|also|people|is|are|keeps) (?:now |also |still |just |even |keep |keeps )*{_WANTS} (?:(?:like|about|another|an extra|me to pay|me to send|to be paid|at least) )*{_MONEY} (?:\S+ ){{0,3}}?(?:more|or|not to|to not|to delete|for {DET}img|to keep|so they|so he|so she|otherwise|or else)", by=None),
    says(rf"(?:texting|messaging|bugging|harassing|asking|hounding|emailing) me (?:\S+ )?(?:about|for) (?:the )?money for {IMG}", by=None),
    says(rf"(?:holding|hold|holds|held|using|uses|use) (?:{IT}|{IMG}) (?:over|against) (?:me|my head|her|him)", by=frozenset({"other"})),
    says(r"(?:me|nos) (?:esta|estan|ha|han|sigue|siguen) (?:amenaza(?:ndo|do)|chantajea(?:ndo|do)|extorsiona(?:ndo|do))", by=None),
    says(r"(?:me|nos) (?:amenaza|amenazan|amenazo|amenazaron|chantajea|chantajean|extorsiona|extorsionan)", by=None),
    says(r"(?:si no|o) (?:\S+ ){0,4}?(?:publica|publicara|va a publicar|manda|mandara|va a mandar|sube|va a subir|comparte|enviara|envia|va a enviar|filtra) (?:\S+ )?img", by=None),
    says(r"(?:no|not (?:any|a|actually|really|been any|made any|making any)) threats?(?: yet| so far| at all)?", value=False, by=None, unless_after="but"),
    says(r"(?:nobody|no one|no) (?:is |has |one is |one has )?(?:threatening|threatened|blackmailing|blackmailed)", value=False, by=None),
    says(r"(?:has|have|is|are|am|was|did|were) not (?:actually |really |being |been |even |yet |ever )*(?:threatened|threatening|threaten|blackmailing|blackmailed)", value=False, by=None),
    says(r"never (?:actually |really |once )?threatened", value=False, by=None),
    says(r"(?:nadie|no) me (?:ha |esta )?(?:amenaza|amenazado|amenazando|amenazo)", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "threatening threatens threatened threat threats threaten blackmail blackmailing blackmailed blackmails extort extorting extorted extorts sextorted sextorting sextort "
    "sextortion extortion extorsion will going unless or wants want wanted wanting asking asks asked demands demand demanding demanded holding hold holds held using uses use "
    "is are says said saying amenaza amenazan amenazo amenazaron amenazando amenazado chantajea chantajean chantajeando si o extorsiona extorsionan extorsionando".split()
) - {"is", "are"}
