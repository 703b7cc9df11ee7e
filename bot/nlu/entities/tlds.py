"""
Endings of host names, by how sure they make it that a word with a dot is an address.
"""

from __future__ import annotations

# An address whatever stands before it.
GENERIC = frozenset("com net org example test invalid".split())

# An address even without "www." and without a path.
STRONG = GENERIC | frozenset(
    """
    edu gov mil info biz xyz site club vip xxx porn cam webcam icu cyou buzz tube mobi moe pw website dev wiki lat sbs
    onion aero asia coop tel eu
    ac ae ai ar au az ba bd bg bo br bz ca cc cf ch ci cl cm cn co cr cu cx cy cz de dk dz ec ee eg es fi fr ga gb
    gd ge gg gh gl gq gr gt hk hn hr hu ie il io ir jo jp ke kg kh kr kw kz lb li lk lr lt lu lv ly mk ml mm mn mo mt
    mu mw mx mz na ng ni nl nu nz pe pf pk pl pr pt qa ro rs ru rw sa sg si sk sn st su sv sx sy sz tc td tf th
    tj tk tn tr tt tv tw tz ua ug uk uy uz ve vg vn ws ye za zm zw
    рф бг укр срб бел ελ 中国 中國 台灣 香港 한국
    """.split()
)

# Also a word, a file's ending or an abbreviation: an address only with "www." or a path, or when it is a known site.
WEAK = frozenset(
    """
    me so is it to in at be no us my do am as by la pm md py id ms im re sh ps se va et ma np ad af al ag ao aq aw ax
    bb bf bh bi bj bm bn bs bt bv bw cd ck cg cv cw dj dm er fj fk fm fo gf gi gm gn gp gs gu gw gy hm ht iq je ki km
    kn kp ky lc ls mc mg mh mp mq mr mv nc ne nf nr om pa pg ph pn sb sc sd sj sl sm sr ss tg tl tm vc vi vu wf yt
    online live life chat social space world zone today news one app art pro fun lol link name party rocks cool
    page pics photo photos pictures gallery video movie film stream games game band dating date love sex sexy adult
    boo foo new day now here how dad mom you wow save safe help support care plus best win wtf expert guru tips team
    group family house rent land city place center network agency media studio design digital email
    blog shop store sale deals market money cash fund credit bank finance pay gold black blue green red pink
    zip mov run work works watch show audio ink directory community church college school university
    academy cafe pizza beer wine fish dog cat horse farm garden systems solutions services company gay
    post jobs bar rest monster quest beauty hair skin press click host cloud travel museum top ninja
    """.split()
)

# Words before the dot that end a sentence or stand in a saying, not in an address.
NOT_HOSTS = frozenset(
    "the a an this that some any dot e i g p etc vs mr mrs ms dr st no ph and or but so ok okay lol omg he she".split()
)


def known(ending: str) -> bool:
    """
    Whether host names end so; internationalised endings in their ASCII form count.
    """
    return ending in STRONG or ending in WEAK or ending.startswith("xn--")
