"""
Custom actions, written with rasa-sdk: one file each, one table.
"""

from __future__ import annotations

from rasa_sdk import Action

from actions.choose_hashing_service import ChooseHashingService
from actions.erase_everything import EraseEverything
from actions.find_helplines import FindHelplines
from actions.find_law import FindLaw
from actions.log_links import LogLinks
from actions.name_partners import NamePartners
from actions.recognise_platform import RecognisePlatform
from actions.show_log import ShowLog
from actions.update_plan import UpdatePlan
from bot.domain.facts import Facts


def all_actions(facts: Facts) -> tuple[Action, ...]:
    """
    Every custom action, ready to be registered with rasa-sdk's executor.
    """
    return (
        ChooseHashingService(facts),
        RecognisePlatform(facts),
        FindHelplines(facts),
        FindLaw(facts),
        NamePartners(facts),
        LogLinks(facts),
        ShowLog(facts),
        UpdatePlan(),
        EraseEverything(),
    )
