"""
The chat in Telegram, through python-telegram-bot's `Bot` and `Update` alone: order, retries and memory are our own.
"""
