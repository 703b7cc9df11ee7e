"""
What each wording is held against: one small function a check, all in one table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from bot.domain.message import BotMessage
from bot.domain.response import Placeholder
from bot.engine.answer import chosen_option, number_of
from bot.wording.reading import grade, longest_sentence, sentences, words
from bot.wording.rules import Phrase, PhraseList, WordingRules
from bot.wording.said import Said
from bot.wording.segments import as_gsm_7, outside_gsm_7, segments

Result = tuple[str, str]
"""The figure, or the words found; and what was expected."""
Check = Callable[[Said, WordingRules], Iterator[Result]]
ASKING = r"(?<!\w)(?:answer|reply|say|send|text|type|write)(?: with)?(?: the word)?"
SENTENCE_END = re.compile(r"[.?!:](?:\s|[\"')]|$)")
EMOJI = frozenset({"So", "Cs", "Co", "Cn"})
JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def reading_grade(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Easy enough for a stressed reader.
    """
    yield from _graded(said, rules, rules.limits.grade)


def hardest_grade(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    What is listed as harder stays readable, too.
    """
    yield from _graded(said, rules, rules.limits.grade_of_listed)


def _graded(said: Said, rules: WordingRules, limit: float) -> Iterator[Result]:
    worst = max((grade(text) for text in said.texts if _is_talk(text, rules)), default=0)
    if worst > limit:
        yield f"{worst:.1f}", f"at most {limit:g}"


def _is_talk(text: str, rules: WordingRules) -> bool:
    """
    A grade means something only for whole sentences, and some of them.
    """
    return bool(SENTENCE_END.search(text)) and len(words(text)) >= rules.limits.words_to_grade


def sentence_length(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    No sentence is long.
    """
    longest = max(map(longest_sentence, said.texts), default=0)
    if longest > rules.limits.sentence:
        yield f"{longest} words", f"at most {rules.limits.sentence} in a sentence"


def bubble_length(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Whatever the facts, it fits into one bubble.
    """
    longest = max((len(bubble.text) for bubble in said.bubbles), default=0)
    if longest > rules.limits.bubble:
        yield f"{longest} characters", f"at most {rules.limits.bubble}"


def text_messages(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Whatever the facts, it fits into few text messages.
    """
    most = max((segments(as_gsm_7(each.text)) for each in _by_sms(said)), default=0)
    if most > rules.limits.segments:
        yield f"{most} text messages", f"at most {rules.limits.segments}"


def text_messages_with_options(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    So it does with its options below it.
    """
    most = max((segments(as_gsm_7(as_numbered(each))) for each in _by_sms(said)), default=0)
    if most > rules.limits.segments_with_options:
        yield f"{most} text messages", f"at most {rules.limits.segments_with_options}"


def carrier_words(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Nobody is asked to answer a text message with a word that the phone company answers itself.
    """
    for word in sorted(rules.reserved_titles):
        asked = re.compile(
            rf"(?<!\w){re.escape(word.upper())}(?!\w)|(?i:{ASKING}[ \"']+{re.escape(word)}(?!\w))"
        )
        if any(asked.search(each.text) for each in _by_sms(said)):
            yield f"to answer {word!r}", "a word that reaches us, as PAUSE"


def _by_sms(said: Said) -> tuple[BotMessage, ...]:
    return said.bubbles if said.by_sms else ()


def as_numbered(bubble: BotMessage) -> str:
    """
    A bubble as channels without buttons show it.
    """
    lines = (f"{number}. {each.title}" for number, each in enumerate(bubble.buttons, 1))
    return "\n".join([bubble.text, *lines])


def alphabet(said: Said, _: WordingRules) -> Iterator[Result]:
    """
    What is written stays in GSM-7, and what the facts add can be made so.
    """
    written = outside_gsm_7("".join(_written(said)))
    filled = outside_gsm_7("".join(as_gsm_7(as_numbered(each)) for each in said.bubbles))
    if written or filled:
        yield f"{written or filled!r}", "characters of the GSM-7 alphabet"


def _written(said: Said) -> Iterator[str]:
    templates = (said.variation.text, *(each.title for each in said.variation.buttons))
    for template in templates:
        yield from (part for part in template if isinstance(part, str))


def exclamation_marks(said: Said, _: WordingRules) -> Iterator[Result]:
    """
    Nothing is shouted, and nothing cheered.
    """
    if any(mark in part for part in _written(said) for mark in "!\u00a1"):
        yield "an exclamation mark", "a full stop"


def emoji(said: Said, _: WordingRules) -> Iterator[Result]:
    """
    No pictures between the words.
    """
    for char in dict.fromkeys("".join(_written(said))):
        if char in JOINERS or unicodedata.category(char) in EMOJI:
            yield f"{char!r}", "words"


def phrases(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    No word of the lists in `data/wording`: banned ones, promises, claims, questions that nobody needs, blame.
    """
    titles = " . ".join(each.title for each in said.bubbles[0].buttons) if said.bubbles else ""
    for text in (*said.texts, titles):
        for each in rules.phrases:
            for phrase in each.phrases:
                if text is not titles or each.titles:
                    yield from _phrase(text, each, phrase, rules)


def _phrase(text: str, among: PhraseList, phrase: Phrase, rules: WordingRules) -> Iterator[Result]:
    if not as_pattern(phrase.words).search(text):
        return
    for longer in phrase.unless:
        text = as_pattern(longer).sub(" ", text)
    for sentence in sentences(text):
        found = as_pattern(phrase.words).search(sentence)
        if found and not (among.denied and denies(sentence[: found.start()], rules)):
            yield f"{phrase.words!r} ({among.name})", phrase.why


@lru_cache(maxsize=1024)
def as_pattern(phrase: str) -> re.Pattern[str]:
    """
    A phrase wherever it stands as whole words, in any case.
    """
    inside = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)


def denies(before: str, rules: WordingRules) -> bool:
    """
    Whether the words before a phrase turn it into its opposite.
    """
    return any(
        word.casefold() in rules.negations or word.casefold().endswith("n't")
        for word in words(before)
    )


def neutral_words(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    What counts as neutral tells a bystander nothing.
    """
    if "neutral" in said.response.tags:
        yield from told_by((bubble.text for bubble in said.bubbles), rules)


def told_by(texts: Iterator[str], rules: WordingRules) -> Iterator[Result]:
    """
    The topic words in texts that somebody may read over a shoulder.
    """
    whole = "\n".join(texts)
    for topic in rules.topics:
        if as_pattern(topic).search(whole):
            yield f"{topic!r}", "no word that tells what this is about"


def plain_in_danger(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Where life is at stake nothing is softened.
    """
    for each in rules.must_say:
        spoken = all(as_pattern(each.words).search(bubble.text) for bubble in said.bubbles)
        if said.response.name in each.responses and not spoken:
            yield f"no word of {each.words!r}", "to say it plainly"


def tags_for_what_it_says(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Whoever sends people somewhere or gives a number says so in the tags, for the safety rules.
    """
    used = {part.name for part in said.variation.text if isinstance(part, Placeholder)}
    text = " ".join(part for part in said.variation.text if isinstance(part, str))
    for rule in rules.tag_rules:
        says = used & rule.placeholders or [w for w in rule.words if as_pattern(w).search(text)]
        if says and not rule.tags & said.response.tags:
            yield f"{', '.join(sorted(says))} without tag", " or ".join(sorted(rule.tags))


def known_tags(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Every tag is one that means something.
    """
    for tag in sorted(said.response.tags - rules.tags):
        yield f"the tag {tag}", "a tag that is listed"


def titles(said: Said, rules: WordingRules) -> Iterator[Result]:
    """
    Each option is short, and no answer by itself: no number, no word that a phone company listens to.
    """
    for title in dict.fromkeys(each.title for bubble in said.bubbles for each in bubble.buttons):
        if len(title) > rules.limits.title:
            yield f"{title!r} has {len(title)} characters", f"at most {rules.limits.title}"
        if number_of(title) is not None or title.strip(" .").casefold() in rules.reserved_titles:
            yield f"the option {title!r}", "words that mean nothing else"


def options_apart(said: Said, _: WordingRules) -> Iterator[Result]:
    """
    Whoever types an option's words or number gets that option.
    """
    for bubble in said.bubbles:
        for number, each in enumerate(bubble.buttons, 1):
            found = {chosen_option(bubble.buttons, typed) for typed in (each.title, str(number))}
            if found != {each}:
                yield f"{each.title!r} can mean another option", "words of its own"


CHECKS: Mapping[str, Check] = {
    "sentence": sentence_length,
    "bubble": bubble_length,
    "SMS": text_messages,
    "SMS with options": text_messages_with_options,
    "carrier": carrier_words,
    "exclamation mark": exclamation_marks,
    "emoji": emoji,
    "tags": tags_for_what_it_says,
    "unknown tag": known_tags,
    "title": titles,
    "options": options_apart,
}
"""For every language."""

ENGLISH: Mapping[str, Check] = {
    "reading grade": reading_grade,
    "hardest reading grade": hardest_grade,
    "alphabet": alphabet,
    "words": phrases,
    "neutral": neutral_words,
    "plain": plain_in_danger,
}
"""For the language whose words the lists are made of, besides."""
