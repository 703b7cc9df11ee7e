"""
From what a message means to what the dialogue shall do: commands, never actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Clarify,
    Command,
    GoBack,
    Interrupt,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.flow import Collect, Flow
from bot.domain.message import Button
from bot.domain.parse import Alarm, Entity, Intent, Parse
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.answer import (
    asserted_facts,
    chosen_option,
    contradicts,
    exact_title,
    facts_only,
    fit,
    named,
    named_facts,
    names_only,
    names_time_ahead,
    number_of,
    opened_title,
    ordinal_in,
    same_words,
    title_within,
    told,
    worded_option,
)
from bot.engine.apply import CONFUSED, OUT_OF_SCOPE
from bot.engine.doubt import ends_a_list, goes_on, only_tells, puts_off, words
from bot.engine.draft import is_buried, open_question
from bot.engine.flows import flows_of, statements
from bot.engine.language import (
    LANGUAGE,
    LANGUAGES,
    MIN_WORDS,
    language_change,
    only_asks_for_language,
)
from bot.engine.offers import flow_names, may_start, offered
from bot.engine.payload import Payload, parse_payload
from bot.engine.render import FALLBACK_LANGUAGE
from bot.engine.session import CLEARING, LEAVING
from bot.engine.taps import Press, pressed_payload, read_press

INTENT_COMMANDS: dict[str, Command] = {
    "skip": SkipQuestion(),
    "back": GoBack(),
}
HUMAN = "talk_to_human"
QUIET = frozenset({"pattern_pause", "pattern_stop", "pattern_erase_data", CLEARING})
CONTROLS = frozenset({*LEAVING, *INTENT_COMMANDS, "menu", "repeat"})
OUT_OF_PLACE = "out_of_scope"
"""The intent of what is about something else: not said where a message tells what happened, or isn't English."""
MAX_CHOICES = 3
SURE_TO_STOP = 0.9


def decide_tap(assistant: Assistant, tracker: Tracker, text: str) -> tuple[Command, ...] | None:
    """
    The commands of a pressed button, its number or its exact title; `None` if the message has to be understood.
    """
    press = read_press(text.strip())
    if press is not None:
        return _of_press(assistant, tracker, press)
    payload = parse_payload(text.strip()) if text.lstrip().startswith("/") else None
    if payload is None:
        option = _tapped(tracker, text)
        payload = (
            parse_payload(option.payload) if option else _named_flow(assistant, tracker, text)
        )
    if payload is None or not offered(assistant, payload):
        return None
    return _of_payload(assistant, tracker, payload)


def _of_press(assistant: Assistant, tracker: Tracker, press: Press) -> tuple[Command, ...]:
    payload = pressed_payload(assistant, tracker, press)
    commands = decide_tap(assistant, tracker, payload) if payload else None
    return commands or (CannotHandle(reason="moved_on"),)


def urgent_only(tracker: Tracker, commands: Iterable[Command]) -> tuple[Command, ...]:
    """
    What is left of a message that was changed after its answer: a call for help that isn't being answered already.
    """
    open_now = {frame.flow for frame in tracker.stack}
    return tuple(
        each
        for each in commands
        if isinstance(each, (Interrupt, CheckIn)) and each.flow not in open_now
    )


def _tapped(tracker: Tracker, text: str) -> Button | None:
    if number_of(text) is not None:
        return chosen_option(tracker.options, text)
    return exact_title(tracker.options, text)


def _named_flow(assistant: Assistant, tracker: Tracker, text: str) -> Payload | None:
    """
    The flow that a message is nothing but the name of, where no meaning of words starts it.
    """
    flow = flow_names(assistant).get(same_words(text))
    if flow is None or chosen_option(tracker.options, text) is not None:
        return None
    return Payload(flow=flow) if may_start(assistant.flows[flow], tracker) else None


def _of_payload(assistant: Assistant, tracker: Tracker, payload: Payload) -> tuple[Command, ...]:
    if payload.flow is not None:
        if may_start(assistant.flows[payload.flow], tracker):
            return (StartFlow(flow=payload.flow),)
        return (Acknowledge(flow=payload.flow),)
    if payload.slots:
        return tuple(_set(assistant, name, value) for name, value in payload.slots)
    intent = Intent(name=payload.intent or "", confidence=1.0)
    entities = tuple(
        Entity(entity=name, value=value, start=0, end=0)
        for name, value in payload.entities.items()
        if isinstance(value, (str, int, float))
    )
    return decide(
        assistant,
        tracker,
        Parse(
            text="",
            intent=intent,
            ranking=(intent,),
            entities=entities,
            alarm=_alarm_of(assistant, intent),
        ),
    )


def _alarm_of(assistant: Assistant, intent: Intent) -> Alarm | None:
    if intent.name not in assistant.policy.interrupts:
        return None
    return Alarm(intent=intent.name, level="certain", confidence=1.0)


def _set(assistant: Assistant, name: str, value: Value) -> Command:
    return SetSlot(slot=name, value=None if value is None else fit(assistant.slots[name], value))


def decide(assistant: Assistant, tracker: Tracker, parse: Parse) -> tuple[Command, ...]:
    """
    The commands of an understood message, most urgent meaning first; never empty.

    Whoever writes in another language that there are responses in is answered in it.
    """
    return (
        *_sets(language_change(assistant, tracker, parse)),
        *_decide(assistant, tracker, parse),
    )


def _decide(assistant: Assistant, tracker: Tracker, parse: Parse) -> tuple[Command, ...]:
    question = open_question(assistant, tracker.stack)
    parse = _calmed(assistant, parse)
    if parse.alarm is not None and _level(assistant, parse) == "certain":
        filled = told(assistant, tracker, _believed(assistant, tracker, parse))
        flow = assistant.triggers[parse.alarm.intent]
        answer = _answer_within(tracker, parse, flow)
        return (*(answer or (Interrupt(flow=flow.id),)), *_sets(facts_only(filled, question)))
    if only_asks_for_language(assistant, parse):
        return (StartFlow(flow=LANGUAGES),)
    asked = _check_in(assistant, tracker, parse)
    believed = _believed(assistant, tracker, _besides(assistant, parse) if asked else parse)
    filled = told(assistant, tracker, believed)
    tapped = _option_tapped(assistant, tracker, parse, filled)
    if tapped is not None:
        return (*tapped, *_sets(facts_only(filled, question)))
    answered = question is not None and question.slot in filled
    # What this message tells counts already when it is decided what it may start.
    informed = replace(tracker, slots={**tracker.slots, **filled})
    wanted: list[Command] = (
        [Acknowledge()] * (not answered)
        if _only_corrects(assistant, tracker, believed.intent, filled)
        else _wanted(assistant, informed, believed, answered=answered, told_facts=tuple(filled))
    )
    now = _beside_check_in(assistant, wanted) if asked else wanted
    return (*_sets(filled), *asked, *now) or (CannotHandle(),)


def _calmed(assistant: Assistant, parse: Parse) -> Parse:
    """
    The parse without its alarm where the words only name something ("last night"); a time to come ("tonight") is asked about.
    """
    if parse.alarm is None or not names_only(parse):
        return parse
    if names_time_ahead(parse):
        return replace(parse, alarm=replace(parse.alarm, level="possible"))
    others = _besides(assistant, parse)
    return replace(others if others is not parse else _without_intent(parse, ""), alarm=None)


def _answer_within(tracker: Tracker, parse: Parse, flow: Flow) -> tuple[Command, ...]:
    """
    The answer to an alarm's own question that stands in the words of a new alarm ("I can't call, he will hear").

    A yes must be said by itself: "yes I will" can be the beginning of something else.
    """
    if not tracker.stack or tracker.stack[-1].flow != flow.id:
        return ()
    option = title_within(tracker.options, parse.text)
    payload = parse_payload(option.payload) if option else None
    if payload is None or any(value == "yes" for _, value in payload.slots):
        return ()
    return tuple(SetSlot(slot=name, value=value) for name, value in payload.slots)


def _option_tapped(
    assistant: Assistant, tracker: Tracker, parse: Parse, filled: Mapping[str, Value]
) -> tuple[Command, ...] | None:
    option = _named_option(assistant, tracker, parse, filled)
    return decide_tap(assistant, tracker, option.payload) if option is not None else None


def _beside_check_in(assistant: Assistant, wanted: list[Command]) -> list[Command]:
    """
    What is done beside asking whether help is needed: the answer starts that help, and confusion can wait.
    """
    urgent = flows_of(assistant, assistant.policy.interrupts)
    return [
        each
        for each in wanted
        if not isinstance(each, (CannotHandle, Clarify))
        and not (isinstance(each, StartFlow) and each.flow in urgent)
    ]


def _only_corrects(
    assistant: Assistant, tracker: Tracker, intent: Intent, filled: Mapping[str, Value]
) -> bool:
    """
    Whether the message changes what it is about, and its flow would only say that this was heard.
    """
    flow = assistant.triggers.get(intent.name)
    return (
        flow is not None
        and flow.id in statements(assistant)
        and any(
            filled.get(slot) == value and tracker.slots.get(slot) not in (None, value)
            for slot, value in asserted_facts(assistant, intent.name)
        )
    )


def _believed(assistant: Assistant, tracker: Tracker, parse: Parse) -> Parse:
    """
    The parse without its intent where the words name what it denies ("I'm 28"), or name only something ("Germany").

    A bare number that no option has is a slip, and a name that bears its intent out stays with it.
    """
    slip = number_of(parse.text) is not None and bool(tracker.options)
    if contradicts(assistant, parse):
        return _without_intent(parse, parse.intent.name)
    if names_only(parse):
        kinds = {each.entity for each in parse.entities}
        if "country" in kinds:
            return _without_intent(parse, parse.intent.name)
        # The name of an app, while something is asked, says where it is, and asks nothing about it.
        if tracker.options and kinds == {"platform"}:
            return _without_intent(parse, "")
    if slip and not asserted_facts(assistant, parse.intent.name):
        return _without_intent(parse, parse.intent.name)
    return parse


def _without_intent(parse: Parse, name: str) -> Parse:
    nothing = Intent(name=name, confidence=0.0)
    return replace(parse, intent=nothing, ranking=(nothing,))


def _level(assistant: Assistant, parse: Parse) -> str | None:
    """
    How sure the alarm is; one whose message says nearly as likely what happened is asked about first.
    """
    if parse.alarm is None:
        return None
    likely = max(
        (each.confidence for each in parse.ranking if each.name in assistant.policy.openings),
        default=0.0,
    )
    doubt = parse.intent.confidence - likely < assistant.policy.ambiguity
    return "possible" if doubt and _is_urgent(assistant, parse.intent) else parse.alarm.level


def _besides(assistant: Assistant, parse: Parse) -> Parse:
    """
    The parse without the risk that is asked about: what else it may mean is what the person wants.
    """
    others = tuple(each for each in parse.ranking if not _is_urgent(assistant, each))
    return replace(parse, intent=others[0], ranking=others) if others else parse


def _is_urgent(assistant: Assistant, intent: Intent) -> bool:
    return intent.name in assistant.policy.interrupts


def _named_option(
    assistant: Assistant, tracker: Tracker, parse: Parse, filled: Mapping[str, Value]
) -> Button | None:
    """
    The option that the words mean, unless they name another answer; what they are meant for goes before a likeness.
    """
    question = open_question(assistant, tracker.stack)
    if not tracker.options:
        return None
    if question is None or question.slot not in filled:
        later = _later_option(question, tracker) if puts_off(parse.text) else None
        if later is None and _is_control(assistant, parse):
            of_it = exact_title(tracker.options, parse.text)
            return of_it or opened_title(tracker.options, parse.text)
        return later or chosen_option(tracker.options, parse.text, ordinal_in(parse.entities))
    if question.slot in named(assistant, tracker, parse):
        return None
    return worded_option(tracker.options, parse.text)


def _is_control(assistant: Assistant, parse: Parse) -> bool:
    """
    Whether the message is one word that steers: "stop" stops, though an option may begin with it.
    """
    one_word = len(words(parse.text)) == 1 and not ends_a_list(parse.text)
    return one_word and parse.intent.name in CONTROLS and _confident(assistant, parse.intent)


def _later_option(question: Collect | None, tracker: Tracker) -> Button | None:
    """
    The option of the open question that leaves it for later ("Not yet"): then "later" answers, and ends no talk.
    """
    if question is None:
        return None
    waits = [((question.slot, False),), ((question.slot, "later"),)]
    payloads = ((each, parse_payload(each.payload)) for each in tracker.options)
    return next((each for each, payload in payloads if payload and payload.slots in waits), None)


def _sets(filled: dict[str, Value]) -> list[Command]:
    return [SetSlot(slot=name, value=value) for name, value in filled.items()]


def _check_in(assistant: Assistant, tracker: Tracker, parse: Parse) -> list[Command]:
    if parse.alarm is None or _goes_quiet(assistant, parse.intent):
        return []
    if _only_answers(assistant, tracker, parse):
        return []
    flow = assistant.triggers[parse.alarm.intent].id
    asked = tracker.counters.get(f"check_in_{flow}", 0) > 0 and not _is_urgent(
        assistant, parse.intent
    )
    open_now = any(frame.flow == flow for frame in tracker.stack)
    return [] if asked or open_now else [CheckIn(flow=flow)]


def _only_answers(assistant: Assistant, tracker: Tracker, parse: Parse) -> bool:
    """
    Whether a few words name the answer to the open question ("I'm safe"), and are no cry for help beside that.
    """
    question = open_question(assistant, tracker.stack)
    few = len(words(parse.text)) <= MIN_WORDS
    return few and question is not None and question.slot in named(assistant, tracker, parse)


def _goes_quiet(assistant: Assistant, intent: Intent) -> bool:
    """
    Whoever can't be seen talking now isn't asked anything, whatever it may mean.
    """
    return intent.name in LEAVING and _confident(assistant, intent)


def _wanted(
    assistant: Assistant,
    tracker: Tracker,
    parse: Parse,
    *,
    answered: bool,
    told_facts: tuple[str, ...],
) -> list[Command]:
    """
    What the person wants done, beside what they told: a flow, a control, or nothing more.
    """
    intent = parse.intent
    confident = _confident(assistant, intent)
    if answered:
        more = intent.confidence >= assistant.policy.certainty and not names_only(parse)
        return _start(assistant, tracker, intent, quiet=True) if more else []
    if confident and (steered := _steered(assistant, tracker, parse)):
        return [steered]
    if tracker.options and intent.name == OUT_OF_PLACE and only_tells(parse.text):
        return [Acknowledge(told=told_facts)]
    language = language_change(assistant, tracker, parse).get(LANGUAGE) or tracker.slots.get(
        LANGUAGE
    )
    sure_of_place = language in (None, FALLBACK_LANGUAGE) and not told_facts
    about_this = intent.name != OUT_OF_PLACE or sure_of_place
    if confident and about_this and intent.name in assistant.triggers:
        return _meant(assistant, tracker, parse)
    if told_facts or (confident and intent.name == "affirm" and tracker.options):
        return [Acknowledge(told=told_facts)]  # an "ok" takes note, at whatever question
    return _choices(assistant, tracker, parse) or [CannotHandle()]


def _steered(assistant: Assistant, tracker: Tracker, parse: Parse) -> Command | None:
    """
    What is done about the open question itself, if the message is about that.
    """
    if parse.intent.name in INTENT_COMMANDS:
        return INTENT_COMMANDS[parse.intent.name]
    if goes_on(parse.text) and _left_open_by_button(assistant, tracker):
        return SkipQuestion()
    if _leaves_open(assistant, tracker, parse):
        return SkipQuestion()
    # "Done" says that something is done, "stop" stops.
    ends = parse.intent.name in ("stop", "deny") and ends_a_list(parse.text)
    return Acknowledge() if ends and tracker.options else None


def _meant(assistant: Assistant, tracker: Tracker, parse: Parse) -> list[Command]:
    borne_out = _borne_out(assistant, parse)
    doubts = _ambiguous(assistant, tracker, parse) if borne_out is None else []
    return doubts or _start(assistant, tracker, borne_out or parse.intent, quiet=False)


def _leaves_open(assistant: Assistant, tracker: Tracker, parse: Parse) -> bool:
    intent = parse.intent
    if intent.name == "unsure":
        return _may_stay_open(assistant, tracker)
    # "Done" and "that's all" end a list before they end a talk.
    unsure_to_stop = intent.name == "stop" and intent.confidence < SURE_TO_STOP
    no_more = unsure_to_stop or intent.name == "deny" or ends_a_list(parse.text)
    return no_more and _left_open_by_button(assistant, tracker)


def _may_stay_open(assistant: Assistant, tracker: Tracker) -> bool:
    """
    Whether not knowing is an answer to the open question; where it must choose a way, it is asked again.
    """
    question = open_question(assistant, tracker.stack)
    return question is not None and assistant.slots[question.slot].type != "categorical"


def _left_open_by_button(assistant: Assistant, tracker: Tracker) -> bool:
    """
    Whether an option of the open question leaves it empty ("No link"): then a plain no means that one.
    """
    question = open_question(assistant, tracker.stack)
    payloads = (parse_payload(each.payload) for each in tracker.options)
    return question is not None and any(
        payload is not None and payload.slots == ((question.slot, None),) for payload in payloads
    )


def _confident(assistant: Assistant, intent: Intent) -> bool:
    flow = assistant.triggers.get(intent.name)
    asked = (
        [each.confidence_threshold for each in flow.triggers if each.intent == intent.name]
        if flow
        else []
    )
    return intent.confidence >= max([assistant.policy.threshold, *asked])


def _start(
    assistant: Assistant, tracker: Tracker, intent: Intent, *, quiet: bool
) -> list[Command]:
    flow = assistant.triggers.get(intent.name)
    if flow is None or (quiet and flow.is_pattern and not _asks_out_of_quiet(tracker, intent)):
        return []
    if flow.id == OUT_OF_SCOPE and CONFUSED in tracker.counters:
        # Twice in a row: other words are asked for, then the menu helps, then a person.
        return [CannotHandle()]
    known = (
        any(frame.flow == flow.id for frame in tracker.stack)
        or _less_urgent(assistant, tracker, intent.name)
        or not may_start(flow, tracker)
    )
    if known:
        return [] if quiet else [_again(assistant, tracker, flow, intent.name)]
    return [StartFlow(flow=flow.id)]


def _again(assistant: Assistant, tracker: Tracker, flow: Flow, intent: str) -> Command:
    """
    Whoever asks again for the menu or a person while that is open gets it again, and so does whoever asks for
    something that waits below what is talked about; the rest is only heard.
    """
    waits = is_buried(tracker.stack, flow.id) and intent not in assistant.policy.openings
    if waits and may_start(flow, tracker):
        return StartFlow(flow=flow.id)
    on_top = bool(tracker.stack) and tracker.stack[-1].flow == flow.id
    if on_top and flow.is_pattern and intent not in LEAVING:
        return StartFlow(flow=flow.id)
    return Acknowledge(flow=flow.id)


def _less_urgent(assistant: Assistant, tracker: Tracker, intent: str) -> bool:
    """
    Whether a flow that opened with something as urgent is under way.
    """
    openings = assistant.policy.openings
    if intent not in openings:
        return False
    open_flows = {frame.flow for frame in tracker.stack}
    more_urgent = openings[: openings.index(intent) + 1]
    return any(assistant.triggers[each].id in open_flows for each in more_urgent)


def _asks_out_of_quiet(tracker: Tracker, intent: Intent) -> bool:
    """
    Whether somebody who paused or stopped asks for a person: that they write at all ends the pause, and the number doesn't wait.
    """
    return intent.name == HUMAN and bool(tracker.stack) and tracker.stack[-1].flow in QUIET


def _borne_out(assistant: Assistant, parse: Parse) -> Intent | None:
    """
    Of meanings that are nearly as likely, the most urgent one that the facts in the message bear out.
    """
    close = [
        each
        for each in parse.ranking[:MAX_CHOICES]
        if parse.intent.confidence - each.confidence < assistant.policy.ambiguity
        and _confident(assistant, each)
    ]
    if len(close) < 2:
        return None
    facts = named_facts(assistant, parse)
    sure = [each for each in close if asserted_facts(assistant, each.name) & facts]
    urgency = {name: number for number, name in enumerate(assistant.policy.openings)}
    return min(sure, key=lambda each: urgency.get(each.name, len(urgency)), default=None)


def _ambiguous(assistant: Assistant, tracker: Tracker, parse: Parse) -> list[Command]:
    """
    Two meanings that are nearly as likely: ask, rather than guess.
    """
    if len(parse.ranking) < 2:
        return []
    first, second = parse.ranking[:2]
    if first.confidence - second.confidence >= assistant.policy.ambiguity:
        return []
    return _choices(assistant, tracker, parse) if _confident(assistant, second) else []


def _choices(assistant: Assistant, tracker: Tracker, parse: Parse) -> list[Command]:
    flows = _offerable(assistant, tracker, parse.ranking[:MAX_CHOICES])
    likely = parse.intent.confidence >= assistant.policy.threshold / 2
    return [Clarify(flows=flows)] if likely and len(flows) > 1 else []


def _offerable(
    assistant: Assistant, tracker: Tracker, ranking: Iterable[Intent]
) -> tuple[str, ...]:
    """
    The flows of these intents that have a name to offer and may start now.
    """
    named = assistant.responses["en"]
    urgent = flows_of(assistant, assistant.policy.interrupts)  # these are never offered as a guess
    flows = [assistant.triggers[each.name] for each in ranking if each.name in assistant.triggers]
    fit_now = [
        each.id
        for each in flows
        if f"utter_name_{each.id}" in named and each.id not in urgent and may_start(each, tracker)
    ]
    return tuple(dict.fromkeys(fit_now))
