"""
Money or gift cards were already sent.
"""

from __future__ import annotations

from bot.nlu.entities.facets.claim import SELF, says

_TO = r"(?:him|her|them|the guy|the girl|this guy|this person|the scammer|someone|it|my ex|the person|that guy)"
_SUM = r"(?:[$£€] ?\d\S*(?: k)?|\d+(?:[.,]\d+)*(?: k)?(?: (?:dollars?|bucks?|quid|pounds?|euros?|usd|gbp|grand|pesos|rupees|rs|naira|rand|each|[$£€]))?|(?:a )?(?:hundred|thousand)(?: \S+)?)"
_GOODS = r"(?:(?:some|the|all|my|more|a|an|like|about|over|two|\d+|another|lots of|so much|the first) )*(?:money|cash|(?:\S+ )?(?:gift )?cards?|gift ?cards?|bitcoin|bitcoins|crypto|btc|payment|payments|savings|deposit)"
_WAY = r"(?:(?:on|via|through|by|with|in|over|using) \S+|already|last \S+|every \S+|= |in|yesterday|today|twice|once|to (?:make|stop|keep|get)|but|and|\.|,|!|now|because|so)"

RULES = (
    says(rf"(?:paid|payed)(?: {_TO}(?: (?:{_SUM}|{_GOODS}|once|twice))?| (?:{_SUM}|{_GOODS}|once|twice|half|part|some of it)|(?= (?:{_WAY}))|$)", by=SELF),
    says(rf"(?:sent|gave|transferred|wired|venmoed|cashapped|zelled|paypaled|paypalled|bought|mailed|given|transfered|deposited)(?: {_TO})? (?:(?:like|about|over|almost|nearly|around|another|an extra|all) )*(?:{_SUM}(?! (?:img|more|times|messages?|texts?|friends?|people|days?|hours?|screenshots?|links?|of|minutes?|year|weeks?|months?))|{_GOODS})(?: to {_TO})?", by=SELF),
    says(rf"(?:venmoed|cashapped|zelled|paypaled) {_TO}", by=SELF),
    says(rf"already (?:paid|payed|(?:sent|gave) (?:{_TO} )?(?:{_SUM}|{_GOODS}|money))", by=SELF),
    says(r"made (?:a|the|one|two|several|\d+) payments?", by=SELF),
    says(r"(?:my )?(?:daughter|son|friend|student|client|sister|brother|wife|husband|partner|cousin) (?:has |have |had )?(?:already |even )?(?:paid|sent (?:him|her|them) (?:money|\S*\d+\S*|(?:\S+ )?cards?))", by=None),
    says(r"ya (?:les? |lo |la )?(?:he )?(?:pague|pagado|mande dinero|envie dinero|deposite|transferi)(?: \S+)?|le (?:pague|mande dinero|envie dinero|deposite)", by=None),
    says(r"(?:have|had|has|did|do) not (?:yet |actually |even |ever )*(?:paid|pay|payed|sent (?:any |him |her |them )*(?:money|anything)|given (?:him|her|them)(?: \S+)? money|send (?:any |him |her |them )*money|sent a (?:penny|cent))(?: (?:him|her|them|it|anything|anyone|yet|any money|a cent|a penny))?", value=False, by=SELF),
    says(r"(?:never|refused to|not) (?:pay|paid|gave (?:him|her|them) (?:any )?(?:money|anything)|sent (?:him|her|them|any) (?:any )?money)(?: (?:him|her|them|anything))?", value=False, by=SELF),
    says(r"no (?:les? |lo )?(?:he|hemos) (?:pagado|mandado dinero|enviado dinero)|no (?:le |les )?pague", value=False, by=None),
    says(rf"(?:gave|given|give) {_TO} (?:everything|it all|all (?:of )?my \S+|all the \S+|my (?:savings|money|salary|wages)|the (?:money|cash|cards?|codes?|{_SUM}))", by=SELF),
    says(rf"(?:sent|transferred|wired|venmod) (?:{_TO} )?(?:the (?:\d{{2,}}\S*|lot|money|cash|codes?|cards?|payment)|all my (?:\S+ )?money|the money)", by=SELF),
    says(r"(?:have been|been|keep|kept) (?:paying|sending (?:him|her|them) (?:money|\d+))(?: \S+)?", by=SELF),
    says(r"(?:he|she|they|scammer|guy) (?:has |have |already )*(?:got|took|had|has had) (?:about |like |over |nearly )*(?:\d{2,}\S*|my (?:\S+ )?money|the money|hundreds|thousands)(?: (?:dollars|euros|pounds|quid|bucks))?(?: (?:off|from|out of) (?:me|us))?", by=None),
    says(r"did pay(?: \S+)?|paying (?:him|her|them) (?:since|every|for)", by=SELF),
    says(r"(?:bought|sent|gave) (?:him |her |them )?(?:the |some |\d+ |\S+ )?(?:vouchers|voucher|robux|gift codes?)", by=SELF),
    says(r"(?:venmod|zelle|western union|money ?gram)(?:ed)? (?:him|her|them|\d+)(?: \S+)?", by=SELF),
)  # fmt: skip
CUES = frozenset(
    "venmod paying sending took got had did zelle western vouchers voucher robux given give paid payed sent gave transferred transfered wired venmoed cashapped zelled paypaled paypalled bought mailed given deposited payments payment pay pague pagado mande envie deposite transferi "
    "mandado enviado send".split()
)
