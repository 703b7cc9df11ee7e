"""
The images are already online or being passed on.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, IMG, IT, ONLY_OTHER, OTHER, SELF, THING, says

_NOT_TO_ME = r"(?:to|with|for) (?:me|the police|cops|police)"
_ROUND = r"(?:round|around|out|everywhere|online|all over|about)"
_PLACE = r"(?:up|on|onto|in|into|online|out|all over|everywhere|there|through|around|round)"
_IS = r"(?:is|are|was|were|has|have|had|got|get|been|being|just|all|already|now|still|getting|also|literally|apparently|even|started|keeps?|kept)"
_FINITE = r"(?:is|are|was|were|has|have|had|got|get|just|keeps?|kept|already)"
_OUT = (
    r"(?:posted|shared|leaked|uploaded|published|reposted|sent (?:round|around|out|to (?:everyone|people|my|the|a))|forwarded|spread|passed (?:round|around)|put (?:up|on|online|out)|"
    r"going (?:round|around|about|viral)|circulating|floating (?:around|about)|spreading|doing the rounds|making the rounds|online|everywhere|all over (?![.,!?])\S+|out there|up on|"
    r"on the (?:internet|web|net|dark web)|up there|up online|public|on page|viral)"
)
_STILL_UP = r"(?:still|already|back|now) (?:up|online|there|live|out there|public|posted|everywhere|all over)"
_DEVICE = r"(?:my|his|her|their|the|an?|our|your) (?:\S+ )?(?:phone|camera|laptop|computer|ipad|tablet|device|icloud|cloud|drive|gallery|roll|hard|usb|messages|dms|dm|chat|files|pc)"
_AT = rf"(?:on|in|at|all over|up on)(?! {_DEVICE})"
_FUTURE = r"(?:tonight|tomorrow|unless|if|soon|or else|next)"
_WEB = r"(?:twitter|twt|insta|instagram|ig|fb|facebook|tiktok|tik tok|reddit|snap|snapchat|telegram|tele|youtube|discord|pornhub|onlyfans|google|whatsapp|the internet|the net|vk|tumblr)"
_SHOWN_IN = r"(?!your|my|our|his|their|her)(?:\S+ )?(?:\S+ )?(?:group|groups|gc|channel|chat|site|sites|website|forum|page|story|server|thread|blog|app|account|feed|video site|internet|web|net|newspaper)"
_UNSURE = r"(?:that i know|as far|afaik|i think|i do not think|maybe|probably|i hope|right)"

RULES = (
    says(rf"(?:posted|uploaded|leaked|reposted|published) {IT}", by=OTHER, unless_after=_NOT_TO_ME),
    says(rf"(?:shared|airdropped|exposed) {IT}|(?:forwarded|spread|circulated|distributed|dumped|released) {THING}", by=OTHER, unless_after=_NOT_TO_ME),
    says(rf"(?:sent|showed|shown|texted|emailed|passed|gave) {IMG} (?:\S+ )?(?:round|around|to (?!me\b|us\b|the police|police)(?:\S+)|out to|out)", by=ONLY_OTHER),
    says(r"(?:sent|showed|texted|emailed) (?:it|them|everything) (?:round|around|out|to (?!me\b|the police|police|delete|him|her|them)\S+)", by=ONLY_OTHER),
    says(rf"(?:sent|showed) (?:my (?!img)\S+|everyone|everybody|people|his \S+|all my \S+|the whole \S+) (?:\S+ )?{IMG}", by=ONLY_OTHER),
    says(rf"(?:put|stuck|chucked|slapped|threw|dropped|plastered) (?:{THING} {_PLACE}|(?:me|us|her|him) (?:on(?! hold| the phone| speaker| a bus| mute)|online|all over|up on))", by=ONLY_OTHER),
    says(rf"(?:put|stuck|chucked|slapped|plastered) {IMG} {_PLACE}", by=ONLY_OTHER | {"elided"}, unless_after="please|log|record|list|file"),
    says(rf"(?:posting|sharing|uploading|leaking|reposting) {IT}|(?:spreading|selling|circulating|forwarding) {THING}", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"(?:is|are|has been|have been|keeps|kept|started|been) (?:\S+ )?(?:posting|sharing|uploading|leaking|reposting) {IT}", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"(?:is|are|has been|have been|keeps|been|was|were) (?:\S+ )?(?:sending|passing|showing|handing) {THING} (?:round|around|out|to (?!me\b|us\b)\S+)", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"{IMG} (?:that )?(?:he|she|they|someone|my ex) (?:is|are|was|keeps) (?:sharing|posting|spreading|passing round|sending round|sending around|selling)", by=None),
    says(rf"{IMG}(?: (?:that \S+ \S+|with \S+ \S+|i sent(?: \S+)?))? (?:{_FINITE} )(?:{_IS} ){{0,3}}{_OUT}", by=None, unless_after=_UNSURE),
    says(rf"{IMG} (?:posted on|leaked|{_STILL_UP}|going (?:round|around|viral)|went (?:round|around|viral)|doing the rounds|all over \S+|everywhere)", by=None, unless_after=_UNSURE),
    says(rf"(?:it|they|everything|those) {_FINITE} (?:{_IS} ){{0,3}}(?:posted|leaked|going (?:round|around|viral)|circulating|spreading|everywhere|all over (?![.,!?])\S+|out there|online|spread|reposted|shared)", by=None, unless_after=_UNSURE),
    says(rf"(?:it|they|post|posts|img|account|page|everything) (?:is|are) {_STILL_UP}", by=None, unless_after=_UNSURE),
    says(r"(?:its|it is|post is|they are|and its|and is) (?:still )?up(?: there| on \S+)?", by=None, unless_after=_UNSURE),
    says(r"i (?:was|got|am|have been|am being) (?:leaked|posted|exposed|plastered)(?: \S+)?", by=None),
    says(rf"(?:there is|there are) {DET}(?:(?:fake|ai|naked|nude|old|private|deepfake) )*(?:img|deepfake)(?: of (?:me|her|him|us|my \S+))? (?:{_AT}|going (?:round|around)|online|out there|circulating|floating|up)", by=None),
    says(rf"img of (?:me|her|him|us|my \S+)(?: and \S+| \S+)? (?:is|are|was|were|got) (?:\S+ )?{_AT} \S+", by=None),
    says(rf"{IMG} (?:has |have |just )*(?:ended up|showed up|turned up|appeared|popped up|came up|come up|comes up|show up|shows up|pop up|pops up|turn up|surfaced|resurfaced|got out|went viral|went round|went around|made it|showing up|coming up|popping up)(?: (?:on|in|online|everywhere|at))?", by=None),
    says(rf"(?:found|saw|seen|spotted|come across|came across|discovered|stumbled on) {DET}(?:img|myself|deepfake)(?: of (?:me|her|him|us|myself|my \S+))? (?:online|posted|up on|up|{_AT} \S+)", by=SELF | {"other"}),
    says(r"reported (?:a|the|that|this|his|her|their) (?:\S+ )?(?:post|posts|img) of (?:me|her|him|us|my \S+)", by=frozenset({"self", "elided"})),
    says(r"(?:publico|subio|subieron|publicaron|compartio|compartieron|filtro|filtraron|difundio|difundieron) (?:mis|mi|unas|las|una|la|nuestras) (?:\S+ )?(?:img)", by=None),
    says(r"(?:mis|las|mi) img (?:\S+ )?(?:estan|esta|fueron|andan|circulan|salieron) (?:\S+ )?(?:en|publicadas?|circulando|por|subidas?)", by=None),
    says(r"(?:nothing|none of (?:it|them)|no img|nobody|no one) (?:is |was |has |have |got |been |are |actually |even |ever )*(?:posted|shared|leaked|uploaded|online|up|public|published|out there|gone out|out|sent|happened online)(?: it| them| anything| my img)?", value=False, by=None, unless_after=_UNSURE),
    says(rf"(?:has|have|is|are|was|were|did) not (?:been |yet |actually |even |currently |ever |gone |it |posted )*(?:posted|shared|post|share|leaked|leak|uploaded|upload|published|publish|online|public|out there|live|anywhere online|gone out)(?: {IT}| anything| any of it| any)?", value=False, by=ONLY_OTHER | {"elided"}, unless_after=_UNSURE),
    says(r"not (?:been )?(?:posted|shared|online|public|leaked|uploaded)(?: yet| anywhere| so far)?", value=False, by=frozenset({"elided"}), unless_after=_UNSURE),
    says(r"(?:never|nobody|no one) (?:actually |has |ever )*(?:posted|shared|leaked|uploaded) (?:it|them|anything|my img|any of it)", value=False, by=ONLY_OTHER | {"elided"}),
    says(r"(?:todavia no|aun no|no) (?:\S+ )?(?:ha|han|esta|estan) (?:publicado|subido|compartido|publicada|publicadas|subida)(?: \S+)?", value=False, by=None),
    says(rf"{IMG} (?:is|are|was|were) (?:already |still |now |all |up |even |out )*(?:on|in|all over|inside) (?!{_DEVICE}|(?:my|his|her|their|your|our|there|danger|trouble|it|them|which|black|colour|color|question|here)\b)(?:the |a |an |some |this |that )?\S+", by=None, unless_after=_UNSURE),
    says(rf"(?:it|they|everything|thing|stuff) (?:is|are) (?:already |still |now |all |up |even |out )*(?:on|in) (?:{_WEB}|{_SHOWN_IN})", by=None, unless_after=_UNSURE),
    says(r"(?:everyone|whole \S+(?: \S+)?|half (?:the|my) \S+|all my \S+|all of \S+|entire \S+) (?:is |has |have |had |already |just )*(?:seen|saw|got|has|have) (?:all )?(?:it|them|me|my (?:\S+ )?img|the (?:\S+ )?img)", by=None),
    says(r"^(?:(?:omg|help|it|its|it is|they|he|is|i|got|been|just|have|ok|so|and|oh|god|fuck|,|\.) )*(?:posted|leaked|exposed)(?: (?:\.|!|,|help|on \S+|already|today|yesterday|online))*$", by=None),
    says(r"(?:it|they) (?:turned up|ended up|showed up|popped up|resurfaced|went live|went viral|got out|blew up|dropped) (?:on|in|online|there|everywhere)?(?: \S+)?", by=None),
    says(rf"{IMG} (?:just |has |have |got )*(?:dropped (?:in|on)|blew up|went live|got tagged|been retweeted|got retweeted)(?: \S+)?", by=None),
    says(rf"(?:account|profile|page|site|website|channel|thread|forum) (?:\S+ ){{0,4}}?(?:with|has|of|full of) (?:all )?(?:my (?:\S+ )?img|{DET}img of (?:me|my \S+|her|him))(?: up| on it)?", by=None),
    says(r"(?:he|she|they|someone) (?:has |have |actually |really )*(?:did it|done it)(?: he| she| they)? (?:posted|put|leaked|sent|uploaded)(?: \S+)?", by=None),
)  # fmt: skip
CUES = frozenset(
    "exposed retweeted dropped everyone whole half entire it they account profile page site website channel thread forum posted posts post uploaded leaked reposted published shared share forwarded spread circulated distributed dumped released airdropped exposed sent showed shown texted emailed "
    "passed gave put stuck chucked slapped threw dropped plastered posting sharing spreading uploading leaking selling circulating forwarding reposting sending passing showing handing going "
    "floating online everywhere all out up public viral there found saw seen spotted discovered stumbled come came ended turned appeared popped comes surfaced resurfaced img "
    "publico subio subieron publicaron compartio compartieron filtro filtraron difundio difundieron publicado subido compartido nothing".split()
)
