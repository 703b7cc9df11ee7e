"""
The images are already online or being passed on.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import DET, IMG, IT, ONLY_OTHER, OTHER, says

_NOT_TO_ME = r"(?:to|with|for) (?:me|the police|cops|police)"
_ROUND = r"(?:round|around|out|everywhere|online|all over|about)"
_PLACE = r"(?:up|on|onto|in|into|online|out|all over|everywhere|there|through|around|round)"
_IS = r"(?:is|are|was|were|has|have|had|got|get|been|being|just|all|already|now|still|getting|also|literally|apparently|even|started|keeps?|kept)"
_OUT = (
    r"(?:posted|shared|leaked|uploaded|published|reposted|sent (?:round|around|out|to (?:everyone|people|my|the|a))|forwarded|spread|passed (?:round|around)|put (?:up|on|online|out)|"
    r"going (?:round|around|about|viral)|circulating|floating (?:around|about)|spreading|doing the rounds|making the rounds|online|everywhere|all over|out there|up on|"
    r"on the (?:internet|web|net|dark web)|up there|up online|public|on page|viral)"
)
_STILL_UP = r"(?:still|already|back|just|now|all|literally) (?:\S+ )?(?:up|online|there|live|out there|public|posted|everywhere|all over)"
_DEVICE = r"(?:my|his|her|their|the|an?|our|your) (?:\S+ )?(?:phone|camera|laptop|computer|ipad|tablet|device|icloud|cloud|drive|gallery|roll|hard|usb|messages|dms|dm|chat|files|pc)"
_AT = rf"(?:on|in|at|all over|up on)(?! {_DEVICE})"
_FUTURE = r"(?:tonight|tomorrow|unless|if|soon|or else|next)"
_UNSURE = r"(?:that i know|as far|afaik|i think|i do not think|maybe|probably|i hope|right)"

RULES = (
    says(rf"(?:posted|uploaded|leaked|reposted|published) {IT}", by=OTHER, unless_after=_NOT_TO_ME),
    says(rf"(?:shared|forwarded|spread|circulated|distributed|dumped|released|airdropped|exposed) {IT}", by=OTHER, unless_after=_NOT_TO_ME),
    says(rf"(?:sent|showed|shown|texted|emailed|passed|gave) {IMG} (?:\S+ )?(?:round|around|to (?!me\b|the police|police)(?:\S+)|out to|out)", by=ONLY_OTHER),
    says(r"(?:sent|showed|texted|emailed) (?:it|them|everything) (?:round|around|out|to (?!me\b|the police|police|delete|him|her|them)\S+)", by=ONLY_OTHER),
    says(rf"(?:sent|showed) (?:my (?!img)\S+|everyone|everybody|people|his \S+|all my \S+|the whole \S+) (?:\S+ )?{IMG}", by=ONLY_OTHER),
    says(rf"(?:put|stuck|chucked|slapped|threw|dropped|plastered|stick) {IT} {_PLACE}", by=OTHER),
    says(rf"(?:posting|sharing|spreading|uploading|leaking|selling|circulating|forwarding|reposting) {IT}", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"(?:is|are|has been|have been|keeps|kept|started|been) (?:\S+ )?(?:posting|sharing|spreading|uploading|leaking|selling|circulating|forwarding|reposting) {IT}", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"(?:is|are|has been|have been|keeps|been|was|were) (?:\S+ )?(?:sending|passing|showing|handing) {IT} (?:round|around|out|to (?!me\b)\S+)", by=ONLY_OTHER, unless_after=_FUTURE),
    says(rf"{IMG} (?:that )?(?:he|she|they|someone|my ex) (?:is|are|was|keeps) (?:sharing|posting|spreading|passing round|sending round|sending around|selling)", by=None),
    says(rf"{IMG}(?: (?:that \S+ \S+|with \S+ \S+|i sent(?: \S+)?))? (?:{_IS} ){{1,4}}{_OUT}", by=None, unless_after=_UNSURE),
    says(rf"{IMG} (?:{_OUT}|{_STILL_UP})", by=None, unless_after=_UNSURE),
    says(rf"(?:it|they|them|everything|that|those) (?:{_IS} ){{1,3}}(?:posted|leaked|going (?:round|around|viral)|circulating|spreading|everywhere|all over|out there|online|spread|reposted|shared)", by=None, unless_after=_UNSURE),
    says(rf"(?:it|they|post|posts|img|account|page|everything) (?:is|are) {_STILL_UP}", by=None, unless_after=_UNSURE),
    says(r"(?:its|it is|post is|they are|and its|and is) (?:still )?up(?: there| on \S+)?", by=None, unless_after=_UNSURE),
    says(r"i (?:was|got|am|have been|am being) (?:leaked|posted|exposed|plastered)(?: \S+)?", by=None),
    says(rf"(?:there is|there are) {DET}(?:(?:fake|ai|naked|nude|old|private|deepfake) )*(?:img|deepfake)(?: of (?:me|her|him|us|my \S+))? (?:{_AT}|going (?:round|around)|online|out there|circulating|floating|up)", by=None),
    says(rf"img of (?:me|her|him|us|my \S+)(?: and \S+| \S+)? (?:is|are|was|were|got) (?:\S+ )?{_AT} \S+", by=None),
    says(rf"{IMG} (?:has |have |just )*(?:ended up|showed up|turned up|appeared|popped up|came up|come up|comes up|show up|shows up|pop up|pops up|turn up|surfaced|resurfaced|got out|went viral|went round|went around|made it|showing up|coming up|popping up)(?: (?:on|in|online|everywhere|at))?", by=None),
    says(rf"(?:found|saw|seen|spotted|come across|came across|discovered|stumbled on) {DET}(?:img|myself|deepfake)(?: of (?:me|her|him|us|myself|my \S+))? (?:online|posted|up on|up|{_AT} \S+)", by=frozenset({"self", "other", "elided"})),
    says(r"reported (?:a|the|that|this|his|her|their) (?:\S+ )?(?:post|posts|img) of (?:me|her|him|us|my \S+)", by=frozenset({"self", "elided"})),
    says(rf"(?:publico|subio|subieron|publicaron|compartio|compartieron|filtro|filtraron|difundio|difundieron) (?:mis|mi|unas|las|una|la|nuestras) (?:\S+ )?(?:img)", by=None),
    says(r"(?:mis|las|mi) img (?:\S+ )?(?:estan|esta|fueron|andan|circulan|salieron) (?:\S+ )?(?:en|publicadas?|circulando|por|subidas?)", by=None),
    says(r"(?:nothing|none of (?:it|them)|no img|nobody|no one) (?:is |was |has |have |got |been |are |actually |even |ever )*(?:posted|shared|leaked|uploaded|online|up|public|published|out there|gone out|out|sent|happened online)(?: it| them| anything| my img)?", value=False, by=None, unless_after=_UNSURE),
    says(rf"(?:has|have|is|are|was|were|did) not (?:been |yet |actually |even |currently |ever |gone |it |posted )*(?:posted|shared|post|share|leaked|leak|uploaded|upload|published|publish|put|online|public|out there|live|anywhere online|gone out)(?: {IT}| anything| any of it| any)?", value=False, by=ONLY_OTHER | {"elided"}, unless_after=_UNSURE),
    says(r"not (?:been )?(?:posted|shared|online|public|leaked|uploaded)(?: yet| anywhere| so far)?", value=False, by=frozenset({"elided"}), unless_after=_UNSURE),
    says(r"(?:never|nobody|no one) (?:actually |has |ever )*(?:posted|shared|leaked|uploaded) (?:it|them|anything|my img|any of it)", value=False, by=ONLY_OTHER | {"elided"}),
    says(r"(?:todavia no|aun no|no) (?:\S+ )?(?:ha|han|esta|estan) (?:publicado|subido|compartido|publicada|publicadas|subida)(?: \S+)?", value=False, by=None),
)  # fmt: skip
CUES = frozenset(
    "posted posts post uploaded leaked reposted published shared share forwarded spread circulated distributed dumped released airdropped exposed sent showed shown texted emailed "
    "passed gave put stuck chucked slapped threw dropped plastered posting sharing spreading uploading leaking selling circulating forwarding reposting sending passing showing handing going "
    "floating online everywhere all out up public viral there found saw seen spotted discovered stumbled come came ended turned appeared popped comes surfaced resurfaced img "
    "publico subio subieron publicaron compartio compartieron filtro filtraron difundio difundieron publicado subido compartido nothing".split()
)
