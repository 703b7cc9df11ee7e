"""
What messages claim about the situation, and the questions, fears and hearsay that claim nothing.
"""

from __future__ import annotations

import pytest

from bot.nlu.entities.facets import FACETS
from tests.unit.nlu.entities.reading import pieces, roles

CLAIMS: list[tuple[str, list[tuple[str, bool]]]] = [
    ("im safe now", [("safe", True)]),
    ("the police arrived", [("safe", True)]),
    ("hes gone now", [("safe", True)]),
    ("i called my sister shes with me now", [("safe", True)]),
    ("i got out safely", [("safe", True)]),
    ("hes outside my house", [("safe", False)]),
    ("hes back", [("safe", False)]),
    (
        "some guy i matched with says hes sending my nudes to everyone i follow unless i give him 500",
        [("threatened", True)],
    ),
    ("my ex says hes gonna leak me", [("threatened", True)]),
    ("hes gonna send it to everyone", [("threatened", True)]),
    ("this person wants money or my pics go out", [("threatened", True)]),
    ("someone is threatening me with pics", [("threatened", True)]),
    ("im being blackmailed", [("threatened", True)]),
    ("he threatened to post my pics", [("threatened", True)]),
    ("someone on instagram is blackmailing her with a photo", [("threatened", True)]),
    ("if i dont pay hell post them", [("threatened", True)]),
    ("he says if i dont open up hell post my pics AND hurt me", [("threatened", True)]),
    (
        "ex reckons hes gonna chuck my pics on facebook unless i come back to him",
        [("threatened", True)],
    ),
    ("he said he will leak them if i leave", [("threatened", True)]),
    ("hes holding my nudes over my head", [("threatened", True)]),
    ("girl i met wants 200 in itunes or she posts", [("threatened", True)]),
    ("pay up or everyone on my friends list gets it", [("threatened", True)]),
    ("getting threats from a stranger", [("threatened", True)]),
    ("i got sextorted", [("threatened", True)]),
    ("me amenaza con publicar mis fotos", [("threatened", True)]),
    ("no threats", [("threatened", False)]),
    ("he hasnt threatened me", [("threatened", False)]),
    ("no one has threatened me", [("threatened", False)]),
    ("im not being blackmailed", [("threatened", False)]),
    ("he put it up on insta", [("posted", True)]),
    ("its going round school", [("posted", True)]),
    ("he posted me on insta", [("posted", True)]),
    ("my ex made a fake insta and posted 2 pics of me", [("posted", True)]),
    ("someones passing my private picture round school", [("posted", True)]),
    ("a relative shared a private pic of me in our family whatsapp group", [("posted", True)]),
    ("someone reposted my private pics on insta", [("posted", True)]),
    ("my nudes got leaked", [("posted", True)]),
    ("my 15 yr olds photos got leaked", [("posted", True)]),
    ("a clip of me is on tiktok", [("posted", True)]),
    ("an old picture of me ended up on some site", [("posted", True)]),
    ("the pics come up on page one", [("posted", True)]),
    ("reported a post of me to X and its still up", [("posted", True), ("reported", True)]),
    ("my ex has sent it to everyone at work", [("posted", True)]),
    ("everyones seen it", [("posted", True)]),
    ("my pictures are in the whatsapp group", [("posted", True)]),
    ("im 15 this is the pic hes sharing", [("posted", True)]),
    ("what do i do he posted my pics", [("posted", True)]),
    ("can u help me my ex leaked my nudes", [("posted", True)]),
    ("found myself on reddit", [("posted", True)]),
    ("publicaron mis fotos", [("posted", True)]),
    ("nothing posted yet", [("posted", False)]),
    ("hasnt shared it", [("posted", False)]),
    ("no not posted yet", [("posted", False)]),
    ("he hasnt posted it yet", [("posted", False)]),
    ("nothings been posted but im scared it will be", [("posted", False)]),
    ("its not online", [("posted", False)]),
    ("they havent been shared", [("posted", False)]),
    ("ai nudes", [("fake", True)]),
    ("someone made ai nudes with my linkedin face", [("fake", True)]),
    ("theres a deepfake of me", [("fake", True)]),
    ("its not really my body", [("fake", True)]),
    ("its fake, made with ai", [("fake", True)]),
    ("he put my face on someone elses body", [("fake", True)]),
    ("they photoshopped my prom pic", [("fake", True)]),
    ("its real", [("fake", False)]),
    ("its not ai", [("fake", False)]),
    ("its not fake", [("fake", False)]),
    ("someone recorded our video call", [("recorded", True)]),
    ("he filmed me while i slept", [("recorded", True)]),
    ("i think the other person hit record", [("recorded", True)]),
    ("i was filmed", [("recorded", True)]),
    ("she screen recorded us", [("recorded", True)]),
    ("i found a camera in the bathroom", [("recorded", True)]),
    ("nobody recorded it", [("recorded", False)]),
    ("already sent them 2 steam cards", [("paid", True)]),
    ("i paid", [("paid", True)]),
    ("ive already paid him 300", [("paid", True)]),
    ("yes i already paid", [("paid", True)]),
    ("sent 400 already", [("paid", True)]),
    ("i gave him 60 on cashapp", [("paid", True)]),
    ("we paid twice", [("paid", True)]),
    ("ya pague", [("paid", True)]),
    ("havent paid", [("paid", False)]),
    ("i never paid him", [("paid", False)]),
    ("i didnt pay", [("paid", False)]),
    ("no he pagado", [("paid", False)]),
    ("got into my icloud", [("hacked", True)]),
    ("my account was hacked", [("hacked", True)]),
    ("someone broke into my dropbox", [("hacked", True)]),
    ("i got hacked", [("hacked", True)]),
    ("he knows my password", [("hacked", True)]),
    ("my phone got stolen", [("hacked", True)]),
    ("i wasnt hacked", [("hacked", False)]),
    ("screenshotted everything", [("saved", True)]),
    ("i took screenshots of the chat", [("saved", True)]),
    ("i saved all the messages", [("saved", True)]),
    ("yes saved it", [("saved", True)]),
    ("i have proof", [("saved", True)]),
    ("i havent saved anything", [("saved", False)]),
    ("i have no screenshots", [("saved", False)]),
    ("i deleted all the messages", [("saved", False)]),
    ("reported it 3 days ago", [("reported", True)]),
    ("i reported it", [("reported", True)]),
    ("yes i reported it", [("reported", True)]),
    ("already reported the account", [("reported", True)]),
    ("i havent reported it", [("reported", False)]),
    ("never reported it", [("reported", False)]),
    ("im safe right now", [("safe", True)]),
    ("cops came. im safe at my sisters", [("safe", True)]),
    ("i got away", [("safe", True)]),
    ("ok he left. where were we", [("safe", True)]),
    ("my sister is with me", [("safe", True)]),
    ("im not safe", [("safe", False)]),
    ("im not in danger", [("safe", True)]),
    ("no danger here its only online", [("safe", True)]),
    ("im in danger", [("safe", False)]),
    ("i am still in danger", [("safe", False)]),
    ("he is outside of the flat", [("safe", False)]),
    ("he came back", [("safe", False)]),
    ("shes still outside", [("safe", False)]),
    ("blocked him", [("blocked", True)]),
    ("i blocked him everywhere", [("blocked", True)]),
    ("ive blocked her already", [("blocked", True)]),
    ("i havent blocked him", [("blocked", False)]),
    ("i unblocked him", [("blocked", False)]),
    ("i still have the original pic", [("has_image", True)]),
    ("i have a copy of it", [("has_image", True)]),
    ("i dont have the pic", [("has_image", False)]),
    ("i dont have a copy", [("has_image", False)]),
    ("i deleted the photo", [("has_image", False)]),
    ("hes still texting me", [("still_in_contact", True)]),
    ("he keeps texting me", [("still_in_contact", True)]),
    ("he wont stop messaging me", [("still_in_contact", True)]),
    ("yes they keep writing", [("still_in_contact", True)]),
    ("i stopped replying", [("still_in_contact", False)]),
    ("i ghosted him", [("still_in_contact", False)]),
    ("he didnt threaten me he just posted it", [("posted", True), ("threatened", False)]),
    ("i paid him and he still posted it", [("paid", True), ("posted", True)]),
    ("i blocked him but he made a new account", [("blocked", True)]),
    ("nothing was posted at first but now its all over insta", [("posted", True)]),
]

NO_CLAIMS = [
    "when she is gone",
    "if he left",
    "they came to my house",
    "he left me a message",
    "hes back for a third payment",
    "i got away but hes got my sister",
    "is it safe",
    "he is outside of the group chat now",
    "he is outside the us",
    "if im not in danger can i wait",
    "am i safe",
    "should i report?",
    "should i report it",
    "do i block him right this second",
    "if i block him will that stop it",
    "how do i report a post",
    "how do i make him stop",
    "what if he posts it",
    "what if he already posted it",
    "im scared he posted it",
    "i think he posted it",
    "she says he posted it",
    "did he post it",
    "has he posted it",
    "is it posted anywhere",
    "i dont know if its posted",
    "maybe he shared them",
    "he might post it",
    "i want to post my own pic",
    "if i pay this last one will they delete it",
    "should i pay",
    "should i have paid",
    "have i paid too much for this app",
    "is it blackmail if he asks",
    "what is sextortion",
    "is threatening illegal",
    "threatened species",
    "he threatened to sue me",
    "he threatened to kill himself",
    "i threatened him",
    "im scared he will threaten me",
    "is making ai nudes illegal",
    "does it work on ai pictures",
    "what is a deepfake",
    "make a deepfake of my teacher",
    "is it fake",
    "does it even count if its not really my body",
    "he made a fake account",
    "my account is fake",
    "can he hack my phone",
    "what if my account gets hacked",
    "how do i know if im hacked",
    "i want to screenshot everything",
    "should i screenshot the pic so i got proof",
    "how do i take screenshots",
    "he has a screenshot of my whole followers list tho",
    "he screenshotted my story",
    "he left me for another girl",
    "am i safe if i block him",
    "he got away with it",
    "he blocked me",
    "i got blocked",
    "she reported my account",
    "my account was reported",
    "do i have to show the pic to anyone",
    "does he have the pic",
    "my ex still has pics of me",
    "i have to go",
    "i dont have the money",
    "i dont have a link",
    "he sent me pics",
    "i sent him pics",
    "he sent it to me",
    "he paid me",
    "the bill was paid",
    "i paid attention",
    "i paid the rent",
    "put it in the list",
    "put me through to someone",
    "my friend posted a meme",
    "i posted on my story",
    "i uploaded it to the police portal",
    "i recorded the lecture",
    "my favourite band recorded an album",
    "can i record the call",
    "still texting in class is bad",
    "delete everything when were done",
    "the scammer was arrested",
    "a teacher shared a link",
    "my phone died",
    "who runs stopncii",
    "what can i do",
    "im 16",
    "why me",
]


def _claims(text: str) -> list[tuple[str | None, object]]:
    return sorted((item for item in roles(text, "facet") if item[0] != "minor_involved"), key=str)


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_reads_what_is_plainly_said(text: str, expected: list[tuple[str, bool]]) -> None:
    """
    Claims and denials are read in many words; nothing else is read into them.
    """
    assert expected == _claims(text)


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_claims_nothing_where_nothing_is_claimed(text: str) -> None:
    """
    Questions, fears, hearsay, hypotheses and other people's doings skip no question.
    """
    assert [] == _claims(text)


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_is_claimed_and_denied_or_claimed_in_a_table(facet: str) -> None:
    """
    No facet is without examples.
    """
    assert (facet, True) in [claim for _, claims in CLAIMS for claim in claims]
    assert (facet, False) in [claim for _, claims in CLAIMS for claim in claims]


def test_the_later_claim_wins() -> None:
    """
    A message that takes itself back is read to its end.
    """
    assert [("posted", True)] == _claims("nothing posted yet. no wait he posted it on insta")
    assert [("posted", False)] == _claims("i said he posted it. its not online")


def test_spans_the_words_that_claim_it() -> None:
    """
    The span is the claim itself.
    """
    assert ["blocked him"] == pieces("ok so i blocked him yesterday", "facet")
