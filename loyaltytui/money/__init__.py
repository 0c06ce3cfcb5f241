"""Amounts of money in words, both directions: "12,500 EUR" <-> 1250000 of the smallest unit.

What an amount was paid for lives in `dealings`, what it means in `loyalty/`. Integers throughout;
amounts of different currencies are never added here or anywhere.

Nothing is imported here: reading amounts takes patterns that few verbs need.
"""
