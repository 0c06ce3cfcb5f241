"""Reads what each section of a contact's page tells, and what is behind a line of time.

How a section looks lives in `widgets`; each reads only what it shows.
"""

from __future__ import annotations

from loyaltytui.book.book import Book
from loyaltytui.book.brief import Brief
from loyaltytui.book.contact_pages import Moment
from loyaltytui.book.errors import NotFound
from loyaltytui.commands import LOG_LINE, spoken_keys
from loyaltytui.dealings import ProblemId, PurchaseId
from loyaltytui.entries import ContactId, InteractionId
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.loyalty.statement import SourceKind
from loyaltytui.tui.widgets.know_section import Knowledge, ReferralLine, know_section
from loyaltytui.tui.widgets.promise_section import promise_section
from loyaltytui.tui.widgets.purchase_section import purchase_section
from loyaltytui.tui.widgets.reach_section import reach_section
from loyaltytui.tui.widgets.section_rows import SectionRows, Telling
from loyaltytui.tui.widgets.timeline_rows import TimelineRows
from loyaltytui.tui.widgets.value_section import value_section

SECTIONS = ("Timeline", "Promises", "Value", "Purchases", "Know", "Reach")


def read_section(
    book: Book, name: str, brief: Brief, telling: Telling
) -> SectionRows | TimelineRows:
    """One of `SECTIONS`, read from the book."""
    contact, figures = brief.contact, brief.figures
    match name:
        case "Promises":
            return _promises(book, brief, telling)
        case "Value":
            purchases = book.purchases_of(contact)
            problems = book.problems_of(contact.id)
            return value_section(telling, figures.step, brief.notes, purchases, problems)
        case "Purchases":
            account_id = contact.account_id
            gone = [] if account_id is None else book.departures_of(account_id)
            verdicts = [] if account_id is None else book.verdicts_of(account_id)
            bought = book.purchases_of(contact)
            return purchase_section(telling, contact, bought, figures.worth, gone, verdicts)
        case "Know":
            known = Knowledge(
                brief.questions,
                book.answered_questions_of(contact.id),
                brief.notes,
                brief.never_asked,
                book.qualifiers_of(contact.id),
                book.pursuit_of(contact.id),
                book.references_of(contact.id),
                _referral_lines(book, contact.id),
                book.rules.checklist,
            )
            return know_section(telling, known)
        case "Reach":
            former = book.employments_of(contact.id)
            extras = book.extra_fields_of(contact.id)
            return reach_section(telling, contact, brief.channels, former, extras)

    def fetch(start: int, count: int) -> list[Moment]:
        return book.timeline(contact.id, start, count)

    if not (length := book.timeline_length(contact.id)):
        return SectionRows([f"Nothing yet · {spoken_keys(LOG_LINE)} writes down the first talk"])
    return TimelineRows(length, fetch, telling)


def _referral_lines(book: Book, who: ContactId) -> list[ReferralLine]:
    sent, came = book.referrals_by(who), book.referrals_to(who)
    names = book.names_of([*(one.referred_id for one in sent), *(one.contact_id for one in came)])
    return [
        *(ReferralLine(one, names[one.referred_id], True) for one in sent),
        *(ReferralLine(one, names[one.contact_id], False) for one in came),
    ]


def _promises(book: Book, brief: Brief, telling: Telling) -> SectionRows:
    who = brief.contact.id
    promises = book.promises_of(who)
    sources: dict[tuple[SourceKind, int], object] = {
        **{(SourceKind.PROMISE, one.id): one for one in promises},
        **{(SourceKind.PROBLEM, one.id): one for one in book.problems_of(who)},
        **{(SourceKind.NOTE, one.id): one for one in brief.notes},
    }
    moves = book.moves_of(who)
    statement = brief.figures.statement
    return promise_section(telling, promises, brief.check_ins, moves, statement, sources)


def behind(book: Book, who: ContactId, moment: Moment) -> object | None:
    """The entry behind a line of time. None: it is gone."""
    try:
        if moment.what in MEDIUM_BY_WORD:
            return book.interaction(InteractionId(moment.row_id))
        if moment.what == "purchase":
            return book.purchase_by_id(PurchaseId(moment.row_id))
        if moment.what == "problem":
            return book.problem_by_id(ProblemId(moment.row_id))
    except NotFound:
        return None
    if moment.what in ("promise", "owed"):
        promises = book.promises_of(who)
        return next((one for one in promises if one.id == moment.row_id), None)
    if moment.what == "question":
        questions = [*book.questions_of(who), *book.answered_questions_of(who)]
        return next((one for one in questions if one.id == moment.row_id), None)
    notes = book.notes_of(who)
    return next((one for one in notes if one.id == moment.row_id), None)
