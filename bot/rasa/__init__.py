"""
The second host: First Hours inside Rasa Open Source 3.6, on Python 3.10.

Everything here that imports `rasa` runs in Rasa's own environment only; `turn`, `parsing` and `domain` run anywhere.
"""
