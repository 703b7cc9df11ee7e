"""
`firsthours twilio`: whether Twilio is set up to reach us.
"""

from __future__ import annotations

import typer

from bot.cli.output import console
from bot.cli.start import FAILED, settings, told
from bot.errors import SettingsError

twilio = typer.Typer(help="Text messages by Twilio.", no_args_is_help=True)


@twilio.callback()
def group() -> None:
    """
    Text messages by Twilio.
    """


@twilio.command()
def check() -> None:
    """
    Ask Twilio about the account and the number, and say what has to be put right there.
    """
    with told():
        from bot.channels.sms import examine

        known = settings()
        if known.twilio is None or known.public_url is None:
            raise SettingsError(["FIRSTHOURS_TWILIO_ACCOUNT_SID: expected a value, to ask about"])
        wrong = examine(known.twilio, known.public_url)
        for each in wrong or ("Twilio is set up for text messages.",):
            console().print(each, soft_wrap=True)
        if wrong:
            raise typer.Exit(FAILED)
