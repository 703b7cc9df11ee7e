"""
What must hold for responses and flows together.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.assistant import Assistant
from bot.domain.flow import Action, Branch, Collect, Flow, Step
from bot.domain.rule import Before, LeadsBack, Never
from bot.loading.templates import split_template
from bot.wording.rules import MustSay, WordingRules
from bot.wording.said import everything_said
from bot.wording.whole import WHOLE
from tests.unit.wording.small import RULES, assistant, response, wording

END = (Branch(then="END"),)


def flow(*steps: Step, name: str = "talk") -> Flow:
    return Flow(
        id=name, description="", steps={each.id: each for each in steps}, first=steps[0].id
    )


def asking(utter: str) -> Collect:
    return Collect(id=utter, next=END, slot="a", utter=utter)


def found(
    check: str, whole: Assistant, rules: WordingRules = RULES
) -> list[tuple[str, int, str, str]]:
    """
    File, line, whom it is about and the figure of each finding.
    """
    spoken = tuple(everything_said(whole, rules, "en"))
    findings = WHOLE[check](whole, rules, spoken)
    return [(each.file, each.line, each.response, each.figure) for each in findings]


def test_safety_rules_speak_of_tags_that_exist() -> None:
    """
    A rule about a tag that nothing carries guards nothing.
    """
    rules = (
        Never(name="Never this.", say=frozenset({"asks"}), file="flows/safety.yml", line=3),
        Before(
            name="First that.",
            say=frozenset({"dont_pay"}),
            then=frozenset({"helpline"}),
            file="flows/safety.yml",
            line=9,
        ),
        LeadsBack(name="Back.", after=("danger",), file="flows/safety.yml", line=12),
    )
    whole = assistant(response("Which?", tags=("asks",)), rules=rules)

    assert [
        ("flows/safety.yml", 9, "First that.", "no response has the tag dont_pay"),
        ("flows/safety.yml", 9, "First that.", "no response has the tag helpline"),
    ] == found("tags of safety rules", whole)


def test_every_question_has_a_way_on() -> None:
    """
    An option that sets nothing, a listed value, an intent or a flow; offered flows are ways on themselves.
    """
    fine = ("/SetSlots(a=null)", "/SetSlots(a=later)", "/menu", "/StartFlow(plan)")
    responses = [
        response(
            wording("Which?", ("One", "/SetSlots(a=one)"), ("Other", payload)),
            name=f"utter_{number}",
        )
        for number, payload in enumerate((*fine, "/SetSlots(a=two)", "no payload"))
    ]
    offering = response(wording("Which?", options_from="a"), name="utter_offering")
    whole = assistant(
        *responses,
        offering,
        flows=(flow(*(asking(each.name) for each in (*responses, offering))),),
    )

    assert [
        ("all.yml", 5, f"utter_{number}", "no option that lets them leave it") for number in (4, 5)
    ] == found("ways on", whole)


def test_questions_are_tagged() -> None:
    """
    What a flow waits after is a question.
    """
    whole = assistant(
        response("Which?", name="utter_a"),
        response("Which?", name="utter_b", tags=("asks",)),
        flows=(flow(asking("utter_a"), asking("utter_b")),),
    )

    assert [("all.yml", 5, "utter_a", "a question without the tag asks")] == found(
        "question tags", whole
    )


def test_first_lines_tell_nothing() -> None:
    """
    In the listed flows, in what they say and ask; a second line may.
    """
    steps: tuple[Step, ...] = (
        Action(id="1", next=END, action="utter_open"),
        Action(id="2", next=END, action="utter_later"),
        Action(id="3", next=END, action="action_look"),
        asking("utter_ask"),
    )
    whole = assistant(
        response("About the picture.", name="utter_open"),
        response("Hello.\nAbout the picture.", name="utter_later"),
        response("Which picture?", name="utter_ask"),
        response("The picture.", name="utter_elsewhere"),
        flows=(flow(*steps, name="pattern_pause"),),
    )
    rules = replace(RULES, discreet_flows=("pattern_pause", "pattern_gone"))

    assert [
        ("all.yml", 5, "utter_open", "'picture'"),
        ("all.yml", 5, "utter_ask", "'picture'"),
    ] == found("first lines", whole, rules)


def test_what_is_given_needs_a_sample() -> None:
    """
    Facts don't; arguments, slots and what patterns are told do.
    """
    whole = assistant(response("{count} of {context.flow} at {platform.name}"))
    rules = replace(RULES, samples={"count": split_template("12")})

    assert [("all.yml", 5, "utter_this", "no sample for {context.flow}")] == found(
        "samples", whole, rules
    )


def test_lists_name_what_there_is() -> None:
    """
    Flows, responses and facts.
    """
    rules = replace(
        RULES,
        discreet_flows=("pattern_gone",),
        must_say=(MustSay(words="suicide", responses=frozenset({"utter_gone"})),),
        samples={"a": split_template("see {facts.gone.web}"), "b": ("talk", "gone")},
    )
    whole = assistant(response("OK."), flows=(flow(asking("utter_this")),))

    assert [
        ("data/wording", 1, "discreet_flows", "no flow pattern_gone"),
        ("data/wording", 1, "must_say", "no response utter_gone"),
        ("data/wording", 1, "the sample a", "no fact facts.gone.web"),
        ("data/wording", 1, "the sample b", "no flow gone"),
    ] == found("known names", whole, rules)
