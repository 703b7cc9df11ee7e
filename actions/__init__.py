"""
Custom actions, written with rasa-sdk: one file each, one table.
"""

from __future__ import annotations

from rasa_sdk import Action

from actions.choose_hashing_service import ChooseHashingService
from actions.erase_everything import EraseEverything
from actions.find_helplines import FindHelplines
from actions.find_law import FindLaw
from actions.find_whom import FindWhom
from actions.log_can_remind import LogCanRemind
from actions.log_change import LogChange
from actions.log_check_kept import LogCheckKept
from actions.log_close import LogClose
from actions.log_code import LogCode
from actions.log_download import LogDownload
from actions.log_draft_follow_up import LogDraftFollowUp
from actions.log_draft_notice import LogDraftNotice
from actions.log_draft_search import LogDraftSearch
from actions.log_drop_reminder import LogDropReminder
from actions.log_found import LogFound
from actions.log_join import LogJoin
from actions.log_keep_longer import LogKeepLonger
from actions.log_kept import LogKept
from actions.log_links import LogLinks
from actions.log_lock import LogLock
from actions.log_look import LogLook
from actions.log_next_site import LogNextSite
from actions.log_notice_answer import LogNoticeAnswer
from actions.log_notice_clock import LogNoticeClock
from actions.log_notice_sent import LogNoticeSent
from actions.log_pick import LogPick
from actions.log_place import LogPlace
from actions.log_remind import LogRemind
from actions.log_unlock import LogUnlock
from actions.log_wait import LogWait
from actions.log_warn import LogWarn
from actions.name_engine import NameEngine
from actions.name_partners import NamePartners
from actions.recognise_platform import RecognisePlatform
from actions.show_known import ShowKnown
from actions.show_log import ShowLog
from actions.take_country_guess import TakeCountryGuess
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
        NameEngine(),
        LogNextSite(facts),
        LogDraftNotice(facts),
        LogDraftFollowUp(facts),
        LogDraftSearch(),
        LogNoticeSent(facts),
        LogNoticeClock(),
        LogNoticeAnswer(),
        LogLook(),
        LogPlace(facts),
        LogFound(facts),
        LogPick(facts),
        LogChange(),
        LogDownload(facts),
        LogCanRemind(),
        LogRemind(facts),
        LogDropReminder(),
        LogKept(facts),
        LogKeepLonger(facts),
        LogCheckKept(facts),
        LogWarn(),
        LogWait(),
        LogLock(),
        LogCode(),
        LogClose(),
        LogUnlock(),
        LogJoin(),
        FindWhom(),
        TakeCountryGuess(),
        ShowKnown(facts),
        LogLinks(facts),
        ShowLog(facts),
        UpdatePlan(),
        EraseEverything(),
    )
