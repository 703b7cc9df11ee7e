"""
What must hold for the whole: every intent has its flow, every flow its name, every language the same responses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.flow import Action, Call, Collect, Flow, Link
from bot.domain.response import Placeholder, Response
from bot.domain.slot import Slot, SlotMapping
from bot.engine.answer import same_words
from bot.engine.payload import parse_payload
from bot.engine.render import FALLBACK_LANGUAGE, LINES
from bot.errors import Mistake
from bot.loading.domain import WITHOUT_FLOW, Domain
from bot.loading.known import Known, similar
from bot.loading.patterns import NAMING_FLOWS, OPTIONAL, SAID, STARTED
from bot.loading.references import RESPONSES
from bot.loading.responses import SHORT_NAME, Language, placeholders

PATTERNS = "flows/patterns.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """
    Everything that was read.
    """

    known: Known
    domain: Domain
    languages: Mapping[str, Language]

    @property
    def flows(self) -> Mapping[str, Flow]:
        """
        All flows by id.
        """
        return self.known.flows


def crosscheck(whole: Whole) -> Iterator[Mistake]:
    """
    The mistakes that no single file has.
    """
    for check in CHECKS:
        yield from check(whole)


def intents_without_flow(whole: Whole) -> Iterator[Mistake]:
    """
    Each intent starts a flow, except those that only answer or are a command.
    """
    for name, item in whole.domain.intents.items():
        if name not in whole.known.triggers and name not in WITHOUT_FLOW:
            yield Mistake(
                file=item.file,
                line=item.line,
                message=f"the intent {name} starts no flow",
                expected=f"a flow with nlu_trigger: - intent: {name}",
            )


def intents_with_two_flows(whole: Whole) -> Iterator[Mistake]:
    """
    No intent starts two flows.
    """
    for flow in whole.flows.values():
        for trigger in flow.triggers:
            first = whole.known.triggers[trigger.intent]
            if first.id != flow.id:
                yield _at(
                    flow,
                    f"the intent {trigger.intent} also starts the flow {first.id}",
                    "only one flow",
                )


def questions_never_asked(whole: Whole) -> Iterator[Mistake]:
    """
    A mapping that waits for a question has a flow that asks it: any, or the one that it names.
    """
    asked = {
        (flow.id, step.slot)
        for flow in whole.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect)
    }
    for slot in whole.known.slots.values():
        for mapping in slot.mappings:
            if not _may_hold(mapping, whole, asked):
                where = f"the flow {mapping.active_flow}" if mapping.active_flow else "some flow"
                expected = f"a step collect: {mapping.requested_slot} in {where}"
                yield _at(slot, f"a mapping of the slot {slot.name} never holds", expected)


def _may_hold(mapping: SlotMapping, whole: Whole, asked: Collection[tuple[str, str]]) -> bool:
    waits, flow = mapping.requested_slot, mapping.active_flow
    if waits not in whole.known.slots:
        return True
    if flow in whole.flows:
        return (flow, waits) in asked
    return any(slot == waits for _, slot in asked)


def missing_flows(whole: Whole) -> Iterator[Mistake]:
    """
    The flows that the engine itself starts are there.
    """
    for name in STARTED:
        if name not in whole.flows:
            yield Mistake(
                file=PATTERNS,
                line=1,
                message=f"there is no flow {name}",
                expected="one: the engine starts it by itself",
            )


def idle_patterns(whole: Whole) -> Iterator[Mistake]:
    """
    Each pattern is started by the engine, an intent, a button or another flow.
    """
    started = _started(whole)
    for flow in whole.flows.values():
        if flow.is_pattern and not flow.triggers and flow.id not in started:
            expected = similar(flow.id, [*STARTED, *OPTIONAL]) or "nlu_trigger: - intent: …"
            yield _at(flow, f"nothing starts {flow.id}", expected)


def _started(whole: Whole) -> frozenset[str]:
    steps = (step for flow in whole.flows.values() for step in flow.steps.values())
    called = {step.flow for step in steps if isinstance(step, (Call, Link))}
    return frozenset({*STARTED, *OPTIONAL, *called, *_on_buttons(whole)})


def _on_buttons(whole: Whole) -> Iterator[str]:
    for response in whole.known.responses.values():
        for variation in response.variations:
            for button in variation.buttons:
                payload = parse_payload(button.payload)
                if payload is not None and payload.flow is not None:
                    yield payload.flow


def missing_names(whole: Whole) -> Iterator[Mistake]:
    """
    A flow that can be offered has a short name; so has any that can wait, if some response names it.
    """
    named = _names_waiting_flows(whole)
    for flow in whole.flows.values():
        offered = bool(flow.triggers) or (named and _asks(flow))
        if not flow.is_pattern and offered and _name_of(flow) not in whole.known.responses:
            yield _at(
                flow,
                f"the flow {flow.id} has no name to show",
                f"a response {_name_of(flow)} in {RESPONSES}",
            )


def _name_of(flow: Flow) -> str:
    return SHORT_NAME + flow.id


def _asks(flow: Flow) -> bool:
    return any(isinstance(step, Collect) for step in flow.steps.values())


def _names_waiting_flows(whole: Whole) -> bool:
    printed = {each.name for each in _printed(whole)}
    return any(f"context.{key}" in printed for key in NAMING_FLOWS)


def _printed(whole: Whole) -> Iterator[Placeholder]:
    for language in whole.languages.values():
        for response in language.responses.values():
            for variation in response.variations:
                yield from placeholders(variation)


def names_of_nothing(whole: Whole) -> Iterator[Mistake]:
    """
    A short name belongs to a flow.
    """
    for name, response in whole.known.responses.items():
        flow = name.removeprefix(SHORT_NAME)
        if name.startswith(SHORT_NAME) and flow not in whole.flows:
            near = similar(flow, whole.flows)
            expected = SHORT_NAME + near if near else "the id of a flow after utter_name_"
            yield _at(response, f"no flow is called {flow!r}", expected)


def missing_responses(whole: Whole) -> Iterator[Mistake]:
    """
    The responses that are said without a flow are there, and those that stand in for an empty fact.
    """
    for name in SAID:
        if name not in whole.known.responses:
            yield _missing(name, "it is said when something breaks")
    for name in LINES:
        if name not in whole.known.responses:
            yield _missing(name, "custom actions fill lists with it")
    for placeholder, name in sorted(_stand_ins(whole).items()):
        if name not in whole.known.responses:
            yield _missing(name, f"it stands in for {{{placeholder}}} where no fact is known")


def _missing(name: str, why: str) -> Mistake:
    return Mistake(
        file=RESPONSES, line=1, message=f"there is no response {name}", expected=f"one: {why}"
    )


def _stand_ins(whole: Whole) -> dict[str, str]:
    """
    The response that speaks where a fact is missing, for each placeholder that needs one.
    """
    facts = whole.known.facts
    if facts is None:
        return {}
    used = {each.name for each in _printed(whole)}
    fallbacks = {
        name: facts.fallback_response(name) for name in used if facts.has_placeholder(name)
    }
    first: dict[str, str] = {}
    for name, response in sorted(fallbacks.items()):
        if response is not None and response not in first.values():
            first[name] = response
    return first


def arguments_not_given(whole: Whole) -> Iterator[Mistake]:
    """
    A response with arguments is said by custom actions only: a flow has none to give.
    """
    for flow in whole.flows.values():
        for line, response in _said_by(flow):
            for name in sorted(whole.known.arguments.get(response, ())):
                yield Mistake(
                    file=flow.file,
                    line=line,
                    message=f"nothing gives {response} its {{{name}}}",
                    expected="a custom action that says it, or a slot",
                )


def _said_by(flow: Flow) -> Iterator[tuple[int, str]]:
    for step in flow.steps.values():
        if isinstance(step, Collect):
            yield step.line, step.utter
            yield from ((step.line, rejection.utter) for rejection in step.rejections)
        elif isinstance(step, Action):
            yield step.line, step.action


def translations(whole: Whole) -> Iterator[Mistake]:
    """
    A translated response says and offers what the first language does.
    """
    originals = whole.known.responses
    for language, translated in whole.languages.items():
        if language == FALLBACK_LANGUAGE:
            continue
        for name, response in translated.responses.items():
            if name not in originals:
                expected = similar(name, originals) or f"a response in {RESPONSES}"
                yield _at(response, f"{name} translates nothing", expected)
            else:
                yield from _differences(originals[name], response)


def _differences(original: Response, translated: Response) -> Iterator[Mistake]:
    for what, of in COMPARED.items():
        here, there = of(translated), of(original)
        if here != there:
            expected = ", ".join(sorted(there)) or "none"
            yield _at(translated, f"{translated.name} has other {what}", expected)


def _tags(response: Response) -> frozenset[str]:
    return response.tags


def _payloads(response: Response) -> frozenset[str]:
    return frozenset(
        button.payload for variation in response.variations for button in variation.buttons
    )


def same_words_for_two_flows(whole: Whole) -> Iterator[Mistake]:
    """
    What people write for a flow (`said_as`) asks for no other one, in any language.
    """
    taken: dict[str, Response] = {}
    for response in _names(whole):
        for text in response.said_as:
            first = taken.setdefault(same_words(text), response)
            if first.name != response.name:
                other = f"{first.name} ({first.file}:{first.line})"
                yield _at(
                    response, f"{text!r} asks for {other} as well", "words for one flow only"
                )


def _names(whole: Whole) -> Iterator[Response]:
    """
    The names of flows in every language.
    """
    for language in whole.languages.values():
        for name, response in language.responses.items():
            if name.startswith(SHORT_NAME):
                yield response


COMPARED: Mapping[str, Callable[[Response], frozenset[str]]] = {
    "tags than the original": _tags,
    "buttons than the original": _payloads,
}


def _at(place: Flow | Response | Slot, message: str, expected: str) -> Mistake:
    return Mistake(file=place.file, line=place.line, message=message, expected=expected)


CHECKS: tuple[Callable[[Whole], Iterable[Mistake]], ...] = (
    intents_without_flow,
    intents_with_two_flows,
    questions_never_asked,
    missing_flows,
    idle_patterns,
    missing_names,
    names_of_nothing,
    missing_responses,
    arguments_not_given,
    translations,
    same_words_for_two_flows,
)
