"""loyaltytui: a salesperson's personal account book in the terminal. Imports nothing."""

__version__ = "0.1.0"
