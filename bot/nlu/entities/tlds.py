"""
Endings of names, how sure they make it that a word with a dot is an address.
"""

from __future__ import annotations

# An address even without "www." and without a path.
STRONG = frozenset(
    """
    com net org edu gov mil info biz xyz site club vip xxx porn cam webcam icu cyou buzz tube mobi moe pw
    website dev wiki porno lat sbs
    onion arpa aero asia coop tel eu
    example test invalid localhost
    ac ae ai ar au az ba bd bg bo br bz ca cc cf ch ci ck cl cm cn co cr cu cx cy cz de dk dz ec ee eg es fi fr ga
    gd ge gg gh gl gq gr gt hk hn hr hu ie il io ir jo jp ke kg kh kr kw kz lb li lk lt lu lv ly mk ml mm mn mo mt
    mu mw mx mz na ng ni nl nu nz pe pf pk pl pr pt py qa ro rs ru rw sa sg si sk sn st su sv sx sy sz tc td tf th
    tj tk tn tr tt tv tw tz ua ug uk uy uz ve vg vn ws ye za zm zw
    """.split()
)  # fmt: skip

# Also a word, a file's ending or an abbreviation: an address only with "www." or a path, or when it is a known site.
WEAK = frozenset(
    """
    post me so is it to in at be no us my do am as la pm md id ms im re sh ps gs gp mr mp bb bs cd ag al fm fo gf gi gm gn gu
    gw gy hm ht iq je ki km kn kp ky lc ls mc mg mh mq mv nc ne nf nr om pa pg ph pn sb sc sd sl sm sr ss tg tl tm tp uk
    uz vc vi vu wf ws yt bm bn bt bw bi bj bh bf cg cv dj dm er fj ao aq aw ax ad af cw eh fk ax
    online live life chat social space world zone today news one app art pro fun lol link name party rocks cool
    page pics photo photos pictures picture gallery video movie film stream games game band dating date love sex girls
    boo foo new day now here how dad you wow save safe help support care plus best win lol wtf expert guru tips team
    group family house home rent land city place center network agency media studio design digital tech email
    blog shop sale deals market money cash fund credit bank finance pay gold black blue green red pink
    zip mov cool run work works watch show tube audio mp4 page ink directory community church college school university
    academy cafe pizza beer wine fish dog cat horse farm garden systems solutions services company gay hiv xin
    """.split()
) - STRONG  # fmt: skip

# Words before the dot that end a sentence or stand in a saying, not in an address.
NOT_HOSTS = frozenset(
    "the a an this that some any dot e i g p etc vs mr mrs ms dr st no ph a.k.a and or but so ok okay lol omg".split()
)


def known(ending: str) -> bool:
    """
    Whether host names end so; internationalised endings count.
    """
    return ending in STRONG or ending in WEAK or ending.startswith("xn--")
