"""
`python -m bot.cli`: the program, from the checkout that one stands in.
"""

from __future__ import annotations

from bot.cli import main

main()
