"""The sample book to play with: a story that a rep might have logged, told to a new book."""

from loyaltytui.sample.telling import write_sample

__all__ = ["write_sample"]
