"""One contact on one page, as lines. Reading it is the page's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct
from textual.content import Content

from loyaltytui.book.brief import Brief
from loyaltytui.dates import say_day, say_due, say_past
from loyaltytui.entries import Promise
from loyaltytui.kinds import KIND_BY_WORD
from loyaltytui.tui.widgets.figures import figure_lines, hole_lines
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.said import IN_CONFIDENCE as IN_CONFIDENCE
from loyaltytui.tui.widgets.said import KEEPING_IN_TOUCH as KEEPING_IN_TOUCH
from loyaltytui.tui.widgets.said import open_words as open_words

_MOST_OF_A_KIND = 3


class BriefParts(Struct, frozen=True):
    """A brief as lines, in the order in which they are read."""

    person: list[Content]
    figures: list[Content]
    """The five figures."""
    days: list[Content]
    """The last words, then the check-ins."""
    promises: list[Content]
    knowledge: list[Content]
    reach: list[Content]


def brief_parts(brief: Brief, today: dt.date) -> BriefParts:
    """A brief's lines, part by part."""
    return BriefParts(
        list(_person(brief)),
        figure_lines(brief.figures, brief.points),
        list(_contact_days(brief, today)),
        [*_news(brief), *_promises(brief, today)],
        list(_knowledge(brief)),
        list(_reach(brief)),
    )


def head_person(brief: Brief) -> list[Content]:
    """Who they are, in two lines for the top of their page."""
    name, *rest = _person(brief)
    facts = [line for line in rest if line.plain]
    return [name, Content("  ").join(facts)] if facts else [name]


def head_days(brief: Brief, today: dt.date) -> list[Content]:
    """The last words, the next check-in, what to tell; the Promises section lists the others."""
    return [*list(_contact_days(brief, today))[:2], *list(_news(brief))[:1]]


def _person(brief: Brief) -> Iterator[Content]:
    contact = brief.contact
    at = f" · {contact.account}" if contact.account else ""
    yield Content.assemble(ink(contact.name, "bold"), ink(at, "$foreground-muted"))
    facts = [contact.job, f"tier {contact.tier}" if contact.tier else "", cadence_words(brief)]
    yield ink(" · ".join(fact for fact in facts if fact), "$foreground-muted")
    if brief.tags:
        yield ink(" ".join(f"#{tag}" for tag in brief.tags), "$text-accent")


def cadence_words(brief: Brief) -> str:
    """How often to be in touch, as the contact itself says it."""
    cadence = brief.contact.cadence
    if not cadence:
        return ""
    return "no check-ins, on purpose" if cadence == "none" else f"every {cadence}"


def _contact_days(brief: Brief, today: dt.date) -> Iterator[Content]:
    last = brief.last
    if last is None:
        yield _labelled("last", "never in touch yet")
    else:
        words = IN_CONFIDENCE if last.is_confidential else last.text
        said = f', "{words}"' if words else ""
        yield _labelled("last", f"{say_past(last.happened_on, today)}, {last.what}{said}")
    for check_in in brief.check_ins[:_MOST_OF_A_KIND]:
        words = IN_CONFIDENCE if check_in.is_confidential else check_in.reason
        reason = f": {words}" if check_in.reason else ""
        look = "$text-error" if check_in.due_on < today else ""
        day = f"{say_day(check_in.due_on, today)}, {say_due(check_in.due_on, today)}"
        yield _labelled("check-in", f"{day}{reason}", look)


def _news(brief: Brief) -> Iterator[Content]:
    """What any talk with them is the chance to tell, the oldest first."""
    news = brief.to_tell
    for telling in news[:1]:
        more = f" (and {len(news) - 1} more)" if len(news) > 1 else ""
        yield _labelled("tell", f"{telling.text}{more}", "$text-accent")


def _promises(brief: Brief, today: dt.date) -> Iterator[Content]:
    for promise in brief.promises:
        label = "promised" if promise.is_mine else "owed"
        yield _labelled(label, promise_words(promise, today), _look(promise, today))


def promise_words(promise: Promise, today: dt.date) -> str:
    """What was promised, by when, carried by whom."""
    text = open_words(promise)
    via = f" via {promise.via}" if promise.via else ""
    due = f" · {say_due(promise.due_on, today)}" if promise.due_on else " · no day agreed"
    return f"{text}{via}{due}"


def _look(promise: Promise, today: dt.date) -> str:
    return "$text-error" if promise.due_on is not None and promise.due_on < today else ""


def _knowledge(brief: Brief) -> Iterator[Content]:
    yield from hole_lines(brief.figures.step)
    for question in brief.questions[:_MOST_OF_A_KIND]:
        yield _labelled("ask", IN_CONFIDENCE if question.is_confidential else question.text)
    shown: dict[str, int] = {}
    for note in brief.notes:
        shown[note.kind] = shown.get(note.kind, 0) + 1
        if shown[note.kind] == 1:
            yield _labelled(note.kind, IN_CONFIDENCE if note.is_confidential else note.text)
    if brief.never_asked:
        yield _labelled("never asked", ", ".join(map(kind_label, brief.never_asked)))


def kind_label(word: str) -> str:
    """How a kind of note is called; one from a later version by its word."""
    return KIND_BY_WORD[word].label if word in KIND_BY_WORD else word


def _reach(brief: Brief) -> Iterator[Content]:
    for channel in brief.channels[: 2 * _MOST_OF_A_KIND]:
        value = IN_CONFIDENCE if channel.is_confidential else channel.value
        yield _labelled(channel.label or str(channel.kind), value)


def _labelled(label: str, text: str, look: str = "") -> Content:
    return Content.assemble(ink(f"{label}: ", "$foreground-muted"), ink(text, look))
