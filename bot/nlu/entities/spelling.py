"""
How people write: contractions with and without the apostrophe, SMS forms, and the words for a picture.
"""

from __future__ import annotations

_EXPANSIONS = """
im: i am | iam: i am | imma: i am going to | ima: i am going to | ive: i have | id: i would | iv: i have
hes: he is | shes: she is | its: it is | theyre: they are | theyve: they have | theyll: they will | theyr: they are | arround: around | arond: around | thats: that is | whats: what is
youre: you are | youve: you have | weve: we have | whos: who is | whod: who would | wholl: who will | theres: there is | heres: here is
someones: someone is | somebodys: someone is | everyones: everyone is | nothings: nothing is | nobodys: nobody is | hed: he would | shed: she would
theyd: they would | noones: nobody is | hows: how is | wheres: where is | lets: let us | yall: you all
dont: do not | dnt: do not | dont't: do not | doesnt: does not | dosent: does not | doesn: does not | didnt: did not | didn: did not | dint: did not
hasnt: has not | hasent: has not | havent: have not | havnt: have not | haven: have not | hadnt: had not | isnt: is not | arent: are not | aint: is not
wasnt: was not | werent: were not | wont: will not | wouldnt: would not | couldnt: could not | shouldnt: should not | cant: can not | cannot: can not | mustnt: must not
couldve: could have | shouldve: should have | wouldve: would have | mightve: might have | mustve: must have | coulda: could have | shoulda: should have | woulda: would have
gonna: going to | gunna: going to | gona: going to | gon: going to | goin: going | finna: going to | boutta: about to | wanna: want to | gotta: got to | tryna: trying to | lemme: let me | gimme: give me | outta: out of | kinda: kind of
u: you | ur: your | r: are | n: and | nd: and | w: with | bc: because | cuz: because | coz: because | cos: because | bcuz: because | becuz: because
b4: before | thru: through | tho: though | altho: although | rn: right now | atm: right now | dunno: do not know | idk: do not know | idek: do not know | iunno: do not know | prolly: probably | prob: probably | probs: probably
ppl: people | ppls: people | peeps: people | sum1: someone | some1: someone | sumone: someone | somone: someone | smone: someone | somebody: someone | sb: someone | smb: someone | every1: everyone | evry1: everyone | everybody: everyone | evryone: everyone | noone: nobody
sumthing: something | smth: something | sth: something | nothin: nothing | nuthin: nothing | evrything: everything | everythin: everything
abt: about | alr: already | alrdy: already | alredy: already | allready: already | aready: already | msg: message | msgs: messages | txt: text | txts: texts | txting: texting | txted: texted | acc: account | accs: accounts | acct: account | accnt: account
ss: screenshots | sshot: screenshot | screenie: screenshot | screenies: screenshots | screencap: screenshot | screencaps: screenshots | screengrab: screenshot | screengrabs: screenshots | scrnshot: screenshot | scrnshots: screenshots | screenshotted: screenshotted | screenshoted: screenshotted | scrnshoted: screenshotted | screenshoting: screenshotting
postd: posted | tht: that | dat: that | da: the | teh: the | dis: this | wat: what | wen: when | cud: could | shud: should | wud: would | hv: have | hav: have | wrk: work | wiv: with | dem: them | em: them | mah: my
yr: year | yrs: year | years: year | yearold: year old | yearsold: year old | yearolds: year old | olds: old | yold: year old | y0: yo
mins: minutes | min: minutes | hrs: hours | hr: hours | hour: hours
plz: please | pls: please | pleeease: please | ye: yes | yea: yes | yeah: yes | yh: yes | yep: yes | yup: yes | yess: yes | nope: no | nah: no | naw: no
bf: boyfriend | bfs: boyfriends | gf: girlfriend | gfs: girlfriends | hubby: husband | exs: exs | mum: mom | mums: moms | mam: mom | mommy: mom | mummy: mom
pic: img | pics: img | pix: img | pict: img | picture: img | pictures: img | pictues: img | picutres: img | picutre: img | photo: img | photos: img | fotos: img | foto: img | phot: img | phots: img | image: img | images: img | imagen: img | imagenes: img
nude: img | nudes: img | noods: img | newds: img | n00ds: img | selfie: img | selfies: img | vid: img | vids: img | video: img | videos: img | vidio: img | clip: img | clips: img | tape: img | footage: img | sexts: img | deepfakes: deepfake | deepfaked: deepfake
m8: mate | m8s: mates | l8r: later | gr8: great | w8: wait | h8: hate | l8: late | sk8: skate | stuf: stuff | stuffs: stuff | threating: threatening | threatning: threatening | thretening: threatening | threatend: threatened | threated: threatened | blackmailin: blackmailing | blackmaling: blackmailing | postin: posting | sharin: sharing | sendin: sending | leakin: leaking | showin: showing | textin: texting | messagin: messaging
"""

_TEENS = {
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ODD_TEENS = {
    "fiveteen": "15", "sevteen": "17", "sevnteen": "17", "17teen": "17", "foreteen": "14",
    "threeteen": "13", "eightteen": "18", "nineten": "19", "ateen": "18", "sixeen": "16",
}  # fmt: skip
_SMALL = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twelv": "12",
    "trece": "13", "catorce": "14", "quince": "15", "dieciseis": "16", "diecisiete": "17",
    "dieciocho": "18", "diecinueve": "19",
}  # fmt: skip

TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
}
UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip

FUTURE_VERBS = frozenset(
    "post send share leak upload publish show put release spread forward expose ruin tell do be go "
    "never just kill hurt come get make find delete take give use still always pay try block".split()
)


def _pairs() -> dict[str, tuple[str, ...]]:
    entries = (entry.split(":") for line in _EXPANSIONS.split("\n") for entry in line.split("|"))
    return {entry[0].strip(): tuple(entry[1].split()) for entry in entries if len(entry) == 2}


def _slips(word: str) -> set[str]:
    """
    The spellings of a word with one letter left out, doubled, or swapped with the next.
    """
    left_out = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    doubled = {word[: at + 1] + word[at:] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return left_out | doubled | swapped


def _numbers() -> dict[str, str]:
    typos = {slip: str(value) for word, value in _TEENS.items() for slip in _slips(word)}
    exact = {word: str(value) for word, value in (_TEENS | TENS).items()}
    return typos | _ODD_TEENS | _SMALL | exact


EXPANSIONS = _pairs()
NUMBERS = _numbers()
