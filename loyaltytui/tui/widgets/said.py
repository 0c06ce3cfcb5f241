"""Words that several places say alike: of a confidence, of a check-in without a reason.

Free of Textual: the first frame says them too.
"""

from __future__ import annotations

from loyaltytui.drafts import PromiseDraft
from loyaltytui.entries import Promise

IN_CONFIDENCE = "(in confidence)"
KEEPING_IN_TOUCH = "keeping in touch"
"""What a check-in without a reason of its own is for."""


def open_words(promise: Promise | PromiseDraft) -> str:
    """A promise's words as a screen may show them unasked."""
    return IN_CONFIDENCE if promise.is_confidential else promise.text
