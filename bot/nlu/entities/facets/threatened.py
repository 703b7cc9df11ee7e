"""
Somebody threatens to share the images.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, IMG, IT, ONLY_OTHER, THING, says

_SHARE = (
    r"(?:post|share|leak|upload|publish|release|spread|forward|expose|ruin|repost|distribute|destroy|airdrop|broadcast|blast|plaster|out (?:me|her|him|us)|show (?:my|every|it|them|img|his|her|people|the)\S*|"
    rf"(?:send|put|chuck|drop|email|dm|text|mail|stick|print|sell|stream|show|give) (?:all |all of )*{THING})"
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
_WHOM = r"(?: me| her| him| us| them| my \S+)"
# "threatened to sue", "threatening to hurt me": another threat.
_NOT_OTHER = (
    rf"(?!{_WHOM}? to (?!(?:post|share|leak|upload|publish|release|spread|forward|expose|ruin|repost|send|put|show|distribute|destroy|out|email|sell|"
    r"make|blackmail|print|give|text|do it)\b)|(?: me)? with (?:his|her|a|the|violence|death|court))"
)

RULES = (
    says(rf"(?:threatening|threatens){_NOT_OTHER}{_WHOM}?", by=ONLY_OTHER),
    says(rf"(?:threatening|blackmailing|blackmails|extorting|extorts|sextorting){_NOT_OTHER}{_WHOM}", by=frozenset({"other", "elided"})),
    says(rf"(?:is|are|keeps?|kept|was|were|been|started) (?:also |still |now |just |basically |literally )*(?:threatening|blackmailing|extorting|sextorting|trying to (?:blackmail|sextort|extort)){_NOT_OTHER}{_WHOM}?", by=ONLY_OTHER),
    says(rf"threatened{_NOT_OTHER}(?:{_WHOM}|(?= to))", by=ONLY_OTHER),
    says(r"(?:being|got|getting|was|is|am|been|get) (?:being )?(?:threatened|blackmailed|extorted|sextorted|sextortioned)(?! to| me| her| him| us| them| my)", guard=frozenset()),
    says(r"(?:making|sending|getting|got|received|receiving|made|sent|keeps making|gets) (?:\S+ ){0,2}threats?", by=None),
    says(r"victim of (?:sextortion|blackmail|extortion)", by=None),
    says(rf"(?<!not )(?<!never ){_SAYS} (?:me )?(?:that )?(?:if (?:i|we|she|he) (?:\S+ ){{1,9}}?)?{_THEY} {_WILL} (?:just |also |then |literally |all |go and )*{_SHARE}", guard=frozenset()),
    says(rf"{_SAYS} (?:me )?(?:that )?{_THEY} (?:is|are) {_SHARING} {IT}", guard=frozenset()),
    says(rf"{_SAYS} (?:\S+ ){{0,5}}?or (?:else )?{_THEY} (?:{_SHARES}|{_WILL} {_SHARE}|{_SHARE})", guard=frozenset()),
    says(rf"(?:is|are) (?:going|about|planning) to (?:just |literally |all |now |fucking )*{_SHARE}", by=frozenset({"other"})),
    says(rf"going to (?:just |literally |all )*{_SHARE}", by=frozenset({"other"})),
    says(rf"{_THEY} will {_SHARE}(?: \S+){{0,6}}? (?:if|unless|by|in \d+|at \d+|tonight|tomorrow)(?: i| we|)", by=None),
    says(rf"if (?:i|we|she|he) (?:do not|does not|block|tell|leave|stop|refuse|can not|will not|go|ignore|break)(?: \S+){{0,6}}? (?:he|she|they) will {_SHARE}", by=None),
    says(r"unless (?:i|we) (?:\S+ )?(?:give|pay|send|come|do|get back|stay|meet|sleep|answer|talk|marry|take|unblock|reply|call|agree|keep|buy)", guard=frozenset()),
    says(rf"(?:{_MONEY}|pay|paid|img|more img|pay up)(?: \S+)? or (?:else )?(?:(?:he|she|they|it) (?:will |is going to |are going to |is |are |)(?:{_SHARE}|{_SHARES}|{_SHARING})|{IMG} (?:go|goes|get|gets|will|is going|are going))", guard=frozenset()),
    says(rf"(?:{_THEY}|person|guy|dude|girl|man|woman|scammer|ex|and|now|also|people|is|are|keeps) (?:now |also |still |just |even |keep |keeps )*{_WANTS} (?:(?:like|about|another|an extra|me to pay|me to send|to be paid|at least) )*{_MONEY} (?:\S+ ){{0,3}}?(?:more|or|not to|to not|to delete|for {DET}img|to keep|so they|so he|so she|otherwise|or else)", by=None),
    says(rf"(?:texting|messaging|bugging|harassing|asking|hounding|emailing) me (?:\S+ )?(?:about|for) (?:the )?money for {IMG}", by=None),
    says(rf"(?:holding|holds|held|using|uses) (?:{IT}|{IMG}) (?:over|against) (?:me|my head|her|him)|(?:holding|holds|using) (?:{IT}|{IMG}) (?:hostage|as leverage|to force me|to make me)", by=None),
    says(r"(?:me|nos) (?:esta|estan|ha|han|sigue|siguen) (?:amenaza(?:ndo|do)|chantajea(?:ndo|do)|extorsiona(?:ndo|do))", by=None),
    says(r"(?:me|nos) (?:amenaza|amenazan|amenazo|amenazaron|chantajea|chantajean|extorsiona|extorsionan)", by=None),
    says(r"(?:si no|o) (?:\S+ ){0,4}?(?:publica|publicara|va a publicar|manda|mandara|va a mandar|sube|va a subir|comparte|enviara|envia|va a enviar|filtra) (?:\S+ )?img", by=None),
    says(r"(?:no|not (?:any|a|actually|really|been any|made any|making any)) threats?(?: yet| so far| at all)?", value=False, by=None, unless_after="but"),
    says(r"(?:nobody|no one|no) (?:is |has |one is |one has )?(?:threatening|threatened|blackmailing|blackmailed)", value=False, by=None),
    says(r"(?:has|have|is|are|am|was|did|were) not (?:actually |really |being |been |even |yet |ever )*(?:threatened|threatening|threaten|blackmailing|blackmailed)", value=False, by=None),
    says(r"never (?:actually |really |once )?threatened", value=False, by=None),
    says(r"(?:nadie|no) me (?:ha |esta )?(?:amenaza|amenazado|amenazando|amenazo)", value=False, by=None),
    says(r"(?:says|said|saying|wants?|asking|demands?|demanding|told me|is like|sent|pay up|come back|come home|do what \S+ \S+) (?:\S+ ){0,9}?or (?:else |otherwise )?(?!i |we )(?:\S+ ){1,5}?(?:sees?|will see|gets? (?:it|the img|them|my img)|posts?|sends?|leaks?|drops?|shows?|goes (?:on|in|out|up|to|live)|go (?:in|on|out|up|live|to)|is going on|get exposed|shares?|tags?|exposes?|uploads?)", guard=frozenset()),
    says(r"(?:or else|otherwise) (?:everyone|all my \S+|my \S+|he|she|they|the \S+) (?:\S+ ){0,3}?(?:see|sees|get it|gets it|know|post|posts|send|sends|leak|leaks)", by=None),
    says(r"if i (?:(?!if|how|what|will|do)\S+ ){1,9}?(?:he|she|they) (?:shows|posts|sends|leaks|shares|tags|uploads|exposes)(?: \S+)?", by=None),
    says(rf"{_SHARE} (?:\S+ ){{0,9}}?unless (?:i|we) \S+", by=None),
    says(r"unless (?:i|we) (?:\S+ ){1,9}?(?:he|she|they) (?:will|is going to|are going to) \S+", by=None),
    says(r"^(?:(?:help|hi|pls|please|omg|its|it is|,|\.|i think|hello|sos) )*(?:blackmail|sextortion|blackmailed|sextorted|extortion|ransom|extorted)(?: (?:on \S+|help|please|pls|\.|!|,|idk|do not know what to do|what do i do|by \S+(?: \S+)?))*$", guard=frozenset()),
    says(r"(?:demanding|demands|demanded|is demanding) (?:money|cash|payment|\d+|bitcoin|more img|img|\S+ (?:dollars|euros|pounds))", by=None),
)  # fmt: skip
CUES = frozenset(
    "otherwise else if pay ransom blackmailed come threatening threatens threatened threat threats threaten blackmail blackmailing blackmailed blackmails extort extorting extorted extorts sextorted sextorting sextort "
    "sextortion extortion extorsion will going unless or wants want wanted wanting asking asks asked demands demand demanding demanded holding hold holds held using uses use "
    "is are says said saying amenaza amenazan amenazo amenazaron amenazando amenazado chantajea chantajean chantajeando si o extorsiona extorsionan extorsionando".split()
) - {"is", "are"}
