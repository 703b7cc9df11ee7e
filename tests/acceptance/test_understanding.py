"""
What the trained understanding must never lose again; the tables only grow.
"""

from __future__ import annotations

import pytest

from bot.app import Parts
from bot.domain.parse import Alarm

RISKS = [
    "i cant do this anymore",
    "i can't do this any more",
    "i cant keep going like this",
    "i dont want to be here anymore",
    "kms",
    "k m s tonight",
    "i want to die",
    "im going to end it tonight",
    "im not ok, i want to die",
    "i dont think i can live with this, i will kill myself",
    "better off without me, all of them",
    "i took all my pills",
    "i have the pills in my hand",
    "im on the roof",
    "goodbye everyone, it was nice",
    "i wont be here tomorrow when they see it",
    "nobody would miss me",
    "im cutting again",
    "there's no way out of this for me",
    "i wrote a letter to my parents for when im gone",
    "i just want to sleep and never wake up",
    "whats the point of living",
    "unalive",
    "should i just jump",
    "pls let me die",
    "my daughter says she wants to die",
    "my son took a lot of tablets",
    "my friend said goodbye to everyone and switched off her phone",
    "he says he will kill himself if i report him",
    "my student wrote that she doesnt want to live",
    "my brother locked himself in with a rope",
    "shes standing on the bridge",
    "my girlfriend cut her wrists",
    "how do i keep him alive until morning",
    "he is outside my house",
    "hes at the door and he has a knife",
    "he said hes coming over to kill me",
    "my father will kill me and he means it, he has done it before",
    "someone is following me home",
    "he wont let me leave the room",
    "im locked in the bathroom hes breaking the door",
    "they are coming to get me tonight, my brothers",
    "he is choking me",
    "hes got a gun",
    "she wont wake up she took something",
    "im bleeding",
    "call the police please hes here",
    "he poured petrol at our door",
    "i am hiding from him in the closet right now",
    "he strangled me yesterday and hes back",
    "i cant go on",
    "i can't go on",
    "whats the point",
]
PLAIN_RISKS = [
    "she gave away her things",
    "she gave away all her things",
    "my daughter is giving all of her things away",
    "i want to die",
    "he is outside my house with a knife",
]
REPEATED = ["bla " * 1_100, "bla" * 1_100, "Thank you for reading all of this. " * 130]
SPANISH_RISKS = [
    "me quiero morir",
    "quiero morir",
    "ya no quiero vivir",
    "no quiero seguir viviendo",
    "voy a matarme",
    "me voy a suicidar",
    "pienso en el suicidio",
    "ya no puedo más con esto",
    "no aguanto mas",
    "no quiero despertar mañana",
    "ojalá no despertara",
    "mejor me muero",
    "estarían mejor sin mí",
    "me tomé todas las pastillas",
    "estoy en el puente",
    "me corto los brazos",
    "me hago daño",
    "quiero acabar con todo",
    "no tengo razones para vivir",
    "nadie me va a extrañar",
    "quiero desaparecer para siempre",
    "escribí mi carta de despedida",
    "mi hija quiere morirse",
    "mi amiga dice que no quiere vivir",
    "mi hermano se quiere matar",
    "mi novia se tomó unas pastillas",
    "mi hijo se corta",
    "mi amigo se quiere tirar del puente",
    "mi marido dice que se va a matar",
    "encontré una nota de despedida en su cuarto",
    "está afuera de mi casa",
    "está en la puerta y tiene un cuchillo",
    "tiene una pistola",
    "me va a matar",
    "dice que viene a matarme",
    "me están siguiendo",
    "no me deja salir de la casa",
    "me tiene encerrada",
    "me está pegando",
    "viene para mi casa con sus hermanos",
    "están golpeando la puerta",
    "me amenaza con matarme",
    "estoy escondida en el baño, entró a mi casa",
    "llamen a la policía por favor",
    "mi amiga no despierta",
]
CALM = [
    "hurry",
    "hurry up",
    "fuck off",
    "my phone is about to die too",
    "my husband is in the next room",
    "she hasnt slept since they posted it",
    "my plan",
    "show my plan",
    "what next",
    "he wants 500 dollars now",
    "i am a parent of a boy who is being extorted",
    "my son is being blackmailed with pictures he sent",
    "im worried about my friend",
    "my daughter cries all day",
    "my friends photos are online",
    "a boy is threatening her",
    "im 36 now",
    "she's 15",
    "a client filmed me",
    "fuck you",
    "she is crying all day",
    "she wont eat",
    "she stopped going to school",
    "she wont talk to me",
    "my wife is devastated",
    "continue",
    "go on",
    "i cant go on instagram anymore",
    "whats the point of reporting it",
    "snapchat",
    "insta",
    "I agreed to the call so i guess it's on me",
    "its in a group chat",
    "later",
    "no more",
    "thats all",
    "im dying of embarrassment",
    "my phone is dying",
    "my dad is gonna kill me lol",
    "this is killing me",
    "i could have died of shame",
    "im not suicidal just really upset",
    "i would never hurt myself",
    "he lives in another country, he only threatens to post them",
    "he says he will ruin me",
    "the deadline is midnight",
    "someones at the door, its the postman",
    "gotta go my mum is here",
    "the app keeps crashing",
    "how do i kill the page",
    "can you shoot me an email",
    "i cried all night",
    "i cant sleep",
    "im so ashamed",
    "i feel sick",
    "delete everything you know about me",
    "end this chat",
    "bye",
    "i wish i never sent it",
    "he put my photos in a group",
    "she has my nudes and i dont trust her",
    "how long until it is gone",
    "they hacked my cloud",
    "is it my fault",
    "what do i tell my mother",
    "im scared he will post it",
    "my wife is the one in the picture",
    "a teacher here, one of my students is being blackmailed",
]
SPANISH_CALM = [
    "hola",
    "gracias por todo",
    "subieron mis fotos a instagram",
    "me muero de vergüenza",
    "me muero de risa",
    "mi mamá me va a matar jaja",
    "tengo mucho miedo",
    "no dejo de llorar",
    "mi ex tiene mis fotos",
    "me amenaza con publicar mis fotos",
    "quiere dinero por el video",
    "¿le pago?",
    "ya le pagué",
    "¿cómo lo denuncio?",
    "¿es delito?",
    "tengo 16 años",
    "es para una amiga",
    "mi hija llora por las fotos",
    "quiero hablar con alguien",
    "¿eres un robot?",
    "¿quién lee esto?",
    "no entiendo",
    "no sé",
    "sí",
    "luego vuelvo",
    "borra mis datos",
    "me hackearon la cuenta",
    "me grabó sin permiso",
    "es un montaje",
    "salgo en google",
    "¿cuánto tarda?",
    "¿es gratis?",
    "vivo en colombia",
    "¿lo bloqueo?",
    "qué vergüenza",
    "estoy nerviosa",
    "mi teléfono se murió",
    "tengo hambre",
    "quiero terminar el chat",
    "¿qué hago ahora?",
    "no me ha amenazado",
    "me siento sola con esto",
    "mi esposa no duerme por las fotos",
    "se me muere el teléfono",
    "dice que me va a arruinar",
    "no sé cómo contarle a mi papá",
]
MEANINGS = [
    ("he threatens to send my nudes to my family", "threatened"),
    ("she threatens to post my pictures on facebook", "threatened"),
    ("he wants 500 dollars now", "threatened"),
    ("they want 200 by tonight", "threatened"),
    ("i am a parent of a boy who is being extorted", "helping_someone"),
    ("im worried about my friend", "helping_someone"),
    ("a boy is threatening her", "helping_someone"),
    ("my friends photos are online", "helping_someone"),
    ("she's 15", "helping_someone"),
    ("a client filmed me", "recorded_without_consent"),
    ("snapchat", "report_platform"),
    ("insta", "report_platform"),
    ("its in a group chat", "images_shared"),
    ("what next", "menu"),
    ("fuck you", "out_of_scope"),
    ("my phone is about to die too", "out_of_scope"),
    ("i want to lock my log", "show_log"),
    ("who the heck is swgfl", "hashing_tool"),
    ("my plan", "menu"),
    ("show my plan", "menu"),
    ("I agreed to the call so i guess it's on me", "reassurance_seeking"),
]
SPELLINGS = [
    ("he strangled me", "he strangled me"),
    ("they reposted it", "they reposted it"),
    ("im being extorted", "i am being extorted"),
    ("he has a machete", "he has a machete"),
    ("im panicking", "i am panicking"),
    ("he unfollowed me", "he unfollowed me"),
    ("he drugged me", "he drugged me"),
    ("they doctored my photo", "they doctored my photo"),
    ("someone stalked me", "someone stalked me"),
    ("i was scammed", "i was scammed"),
    ("hes cryin", "he is crying"),
    ("my bf's phone", "my boyfriend's phone"),
    ("imscared", "i am scared"),
    ("somone filmd me", "someone filmed me"),
]
"""Words of the field that spelling once took for others, and slips that it must mend."""
ENGLISH = [
    "hi",
    "no thanks",
    "suicidal",
    "my ex",
    "he posted me",
    "nudes",
    "insta",
    "help me",
    "im in a panic",
    "a video",
    "real or fake",
    "police",
    "mama bear",
    "is it legal",
    "go on",
    "my son",
    "final answer",
    "me and him",
    "sexual",
    "do i pay",
    "same",
    "idk man",
    "total mess",
    "normal?",
    "come on",
    "i sent 2",
    "an animal",
    "he has me",
    "as if",
    "once",
    "i am 17",
    "me too",
    "con artist",
    "visa card",
    "in general",
    "cancel",
    "error",
    "no se fia de mi? what does that mean",
    "original",
    "a scam",
    "mate pls",
]
SPANISH = [
    "hola",
    "ayuda",
    "mi ex",
    "fotos mías",
    "tengo miedo",
    "me grabó",
    "no sé",
    "gracias",
    "quiero morir",
    "es mi hija",
    "soy menor",
    "¿pago?",
    "ya pagué",
    "qué hago",
    "me amenaza",
    "cuánto cuesta",
    "es falso",
    "mi novio",
    "ahora no",
    "luego",
    "sí porfa",
    "claro que no",
    "por favor",
    "en telegram",
    "subió todo",
    "borra todo",
    "hackearon mi cuenta",
    "estoy mal",
    "me da pena",
    "tengo 15",
    "no quiero",
    "quien eres",
    "es gratis",
    "vivo en mexico",
    "no entiendo nada",
    "mis fotos",
    "el video",
    "otra vez",
    "dice que lo sube",
    "me siguen",
    "esta afuera",
]
"""At least forty of each, most of them two or three words."""


def alarm(whole: Parts, text: str) -> Alarm | None:
    """
    The alarm that a message raises.
    """
    return whole.understanding.parse(text).alarm


@pytest.mark.parametrize("text", [*RISKS, *SPANISH_RISKS])
def test_danger_is_noticed(whole: Parts, text: str) -> None:
    """
    At least a gentle check-in follows, in either language.
    """
    assert alarm(whole, text) is not None


@pytest.mark.parametrize("text", PLAIN_RISKS)
def test_plain_risk_takes_the_turn(whole: Parts, text: str) -> None:
    """
    What is plain is not asked about first.
    """
    found = alarm(whole, text)

    assert found is not None
    assert found.level == "certain"


@pytest.mark.parametrize("text", REPEATED)
def test_what_is_said_over_and_over_raises_nothing(whole: Parts, text: str) -> None:
    """
    Not even a check-in: a key that sticks or a line pasted often says no more than once.
    """
    assert alarm(whole, text) is None


@pytest.mark.parametrize("text", [*CALM, *SPANISH_CALM])
def test_other_talk_is_not_taken_over(whole: Parts, text: str) -> None:
    """
    No certain alarm; a check-in may do no harm.
    """
    found = alarm(whole, text)

    assert found is None or found.level == "possible"


@pytest.mark.parametrize(("text", "intent"), MEANINGS)
def test_meanings(whole: Parts, text: str, intent: str) -> None:
    """
    What was misunderstood once.
    """
    assert whole.understanding.parse(text).intent.name == intent


@pytest.mark.parametrize(("text", "normalized"), SPELLINGS)
def test_spelling_leaves_the_words_of_the_field_alone(
    whole: Parts, text: str, normalized: str
) -> None:
    """
    A word that is right stays; a slip becomes the word that was meant.
    """
    assert whole.understanding.parse(text).normalized == normalized


@pytest.mark.parametrize(
    ("text", "language"),
    [*((text, "en") for text in ENGLISH), *((text, "es") for text in SPANISH)],
)
def test_languages_of_short_texts(whole: Parts, text: str, language: str) -> None:
    """
    English and Spanish are told apart by a word or two.
    """
    assert whole.understanding.parse(text).language == language
