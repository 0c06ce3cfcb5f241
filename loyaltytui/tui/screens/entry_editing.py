"""Adding, changing and deleting notes, questions, purchases and problems, from a contact's page.

Contacts, channels and interactions are `contact_editing`'s.
"""

from __future__ import annotations

from typing import TypeGuard

from loyaltytui.book.confidence import Ownable
from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.dealings import (
    Problem,
    ProblemDraft,
    Purchase,
    PurchaseDraft,
    Pursuit,
    PursuitDraft,
    VerdictDraft,
)
from loyaltytui.entries import Contact, Employment, ExtraField, Note, Owner, Question
from loyaltytui.tui.dialogs.contact_forms import EmploymentForm, ExtraFieldForm
from loyaltytui.tui.dialogs.dealing_forms import ProblemForm, PurchaseForm
from loyaltytui.tui.dialogs.note_forms import (
    AnswerForm,
    NoteForm,
    PursuitForm,
    QualifierForm,
    QuestionForm,
)
from loyaltytui.tui.dialogs.past_days import PastDays
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE
from loyaltytui.tui.widgets.know_section import Criterion, PursuitLine, ReferralLine

_BACK = f"{spoken_keys(UNDO)} brings it back."
_OWNERS = tuple(Owner)

Entry = Note | Question | Purchase | Problem
Edited = Entry | ExtraField | Employment | Criterion | PursuitLine


def is_entry(entry: object) -> TypeGuard[Edited]:
    """Is it changed by a form of this module?"""
    return isinstance(entry, Edited)


def is_deletable(entry: object) -> bool:
    """Can it be taken out here?"""
    return isinstance(entry, Entry | ExtraField | Employment) or (
        (isinstance(entry, Criterion) and entry.answered is not None)
        or (isinstance(entry, PursuitLine) and entry.pursuit is not None)
    )


def owned(entry: object | None) -> object | None:
    """The entry that says whose it is: that behind a line of the checklist, of a referral."""
    return entry.behind if isinstance(entry, Criterion | PursuitLine | ReferralLine) else entry


def past_days(page: PromisePage) -> PastDays:
    """How past days are read today."""
    return PastDays(page.book.today, page.book.rules.days)


async def add_note(page: PromisePage, contact: Contact) -> None:
    """Writes down a note of the kind that is said in the form."""
    form = NoteForm(page.saver(page.book.add_note, contact), past_days(page), contact.name)
    kept = page.in_hand(f"new note {contact.id}")
    await page.ask(form, lambda draft: f"Noted: {draft.kind} of {contact.name}", kept)


async def add_question(page: PromisePage, contact: Contact) -> None:
    """Writes down what to ask them next time."""
    form = QuestionForm(page.saver(page.book.ask, contact), contact.name)
    kept = page.in_hand(f"new question {contact.id}")
    await page.ask(form, lambda _: f"To ask {contact.name} next time", kept)


async def add_purchase(page: PromisePage, contact: Contact) -> None:
    """Writes down what their account bought."""
    buyer = contact.account or contact.name
    save, currency = page.saver(page.book.buy, contact), page.book.rules.currency
    form = PurchaseForm(save, past_days(page), buyer, currency=currency)
    kept = page.in_hand(f"new purchase {contact.id}")
    await page.ask(form, lambda _: f"Purchase of {buyer} written down", kept)


async def add_problem(page: PromisePage, contact: Contact) -> None:
    """Writes down what went wrong."""
    save = page.saver(page.book.raise_problem, contact)
    form = ProblemForm(save, past_days(page), contact.name)
    kept = page.in_hand(f"new problem {contact.id}")
    await page.ask(form, lambda _: f"Problem of {contact.name} written down", kept)


async def edit_entry(page: PromisePage, contact: Contact, entry: Edited) -> None:
    """Opens the entry's form and writes what was changed."""
    book, days = page.book, past_days(page)
    if isinstance(entry, Note):
        form = NoteForm(page.saver(book.edit_note, entry), days, contact.name, entry)
        kept = page.in_hand(f"note {entry.id}")
        await page.ask(form, lambda draft: f"Changed: {draft.kind} of {contact.name}", kept)
    elif isinstance(entry, Question):
        question_form = QuestionForm(page.saver(book.edit_question, entry), contact.name, entry)
        kept = page.in_hand(f"question {entry.id}")
        await page.ask(question_form, lambda _: f"Question to {contact.name} changed", kept)
    elif isinstance(entry, Purchase):
        buyer = contact.account or contact.name
        purchase_form = PurchaseForm(page.saver(book.edit_purchase, entry), days, buyer, entry)
        kept = page.in_hand(f"purchase {entry.id}")
        await page.ask(purchase_form, lambda _: f"Purchase of {buyer} changed", kept)
    elif isinstance(entry, Problem):
        save = page.saver(book.edit_problem, entry)
        problem_form = ProblemForm(save, days, contact.name, entry)
        kept = page.in_hand(f"problem {entry.id}")
        await page.ask(problem_form, lambda _: f"Problem of {contact.name} changed", kept)
    elif isinstance(entry, ExtraField):
        field_form = ExtraFieldForm(page.saver(book.edit_extra_field, entry), entry)
        kept = page.in_hand(f"field {entry.id}")
        await page.ask(field_form, lambda _: f"Changed: {entry.name} of {contact.name}", kept)
    elif isinstance(entry, Employment):
        job_form = EmploymentForm(page.saver(book.edit_employment, entry), days, entry)
        kept = page.in_hand(f"employment {entry.id}")
        await page.ask(job_form, lambda _: f"Former job of {contact.name} changed", kept)
    else:
        await _qualify(page, contact, entry)


async def open_entry(page: PromisePage, contact: Contact, entry: Edited) -> None:
    """Enter: a question is answered, everything else changed."""
    if not isinstance(entry, Question):
        await edit_entry(page, contact, entry)
        return
    form = AnswerForm(page.saver(page.book.answer, entry), entry)
    kept = page.in_hand(f"answer {entry.id}")
    await page.ask(form, lambda _: f"Answer of {contact.name} written down", kept)


async def _qualify(page: PromisePage, contact: Contact, entry: Criterion | PursuitLine) -> None:
    book = page.book
    if isinstance(entry, Criterion):
        word = entry.word
        form = QualifierForm(
            lambda answer: page.pen.write(book.qualify, contact, word, answer),
            contact.name,
            word,
            entry.answered,
        )
        kept = page.in_hand(f"qualify {word} {contact.id}")
        is_secret = entry.answered is not None and entry.answered.is_confidential
        said = f"{contact.name}, {word}"
        await page.ask(form, lambda answer: said if is_secret else f"{said}: {answer}", kept)
        return

    known = entry.pursuit

    def decide(whom: Contact, draft: PursuitDraft) -> None:
        if known is not None and draft == _pursuit_as(known, draft.is_confidential):
            book.set_confidential(known, draft.is_confidential)
        else:
            book.decide(whom, draft)

    save = page.saver(decide, contact)
    pursuit_form = PursuitForm(save, page.days, contact.name, known)
    kept = page.in_hand(f"verdict {contact.id}")
    await page.ask(pursuit_form, lambda draft: f"{contact.name}: {said_openly(draft)}", kept)


async def delete_entry(page: PromisePage, entry: object) -> None:
    """Takes the entry out; `u` brings it back."""
    book = page.book
    if isinstance(entry, Criterion | PursuitLine):
        entry = entry.answered if isinstance(entry, Criterion) else entry.pursuit
        if entry is not None:
            await page.write(f"Deleted. {_BACK}", book.strike_out, entry)
    elif isinstance(entry, Note):
        await page.write(_gone(entry.kind, entry.text, entry), book.delete_note, entry)
    elif isinstance(entry, Question):
        await page.write(_gone("question", entry.text, entry), book.delete_question, entry)
    elif isinstance(entry, Purchase):
        await page.write(_gone("purchase", entry.what, entry), book.delete_purchase, entry)
    elif isinstance(entry, ExtraField):
        await page.write(f"Deleted: {entry.name}. {_BACK}", book.delete_extra_field, entry)
    elif isinstance(entry, Employment):
        await page.write(f"Deleted: former job. {_BACK}", book.delete_employment, entry)
    elif isinstance(entry, Problem):
        await page.write(_gone("problem", entry.text, entry), book.delete_problem, entry)


def _gone(what: str, text: str, entry: Entry) -> str:
    words = IN_CONFIDENCE if entry.is_confidential else " ".join(text.split())[:60]
    return f"Deleted: {what} {words}. {_BACK}"


async def turn_confidential(page: PromisePage, entry: Ownable) -> None:
    """Masks what was told in confidence from now on, or shows it again."""
    book, secret = page.book, not entry.is_confidential
    said = f"{'In confidence' if secret else 'No secret any more'}. {spoken_keys(UNDO)} undoes it."
    if isinstance(entry, Purchase):
        await page.write(said, book.edit_purchase, entry, _purchase_as(entry, secret))
    elif isinstance(entry, Problem):
        await page.write(said, book.edit_problem, entry, _problem_as(entry, secret))
    else:
        await page.write(said, book.set_confidential, entry, secret)


async def turn_owner(page: PromisePage, entry: Ownable) -> None:
    """Gives the entry its next owner: mine, company, public."""
    owner = _OWNERS[(_OWNERS.index(entry.owner) + 1) % len(_OWNERS)]
    await page.write(f"Owner: {owner}", page.book.set_owner, entry, owner)


def said_openly(draft: PursuitDraft | VerdictDraft) -> str:
    """A verdict as a notice may say it."""
    return f"verdict {IN_CONFIDENCE}" if draft.is_confidential else str(draft.verdict)


def _pursuit_as(before: Pursuit, is_confidential: bool) -> PursuitDraft:
    return PursuitDraft(before.verdict, before.until_on, before.reason, is_confidential)


def _purchase_as(before: Purchase, is_confidential: bool) -> PurchaseDraft:
    return PurchaseDraft(
        before.what,
        before.amount_minor,
        before.currency,
        before.bought_on,
        before.delivered_on,
        before.confirmed_on,
        before.confirmed_words,
        is_confidential,
    )


def _problem_as(before: Problem, is_confidential: bool) -> ProblemDraft:
    return ProblemDraft(
        before.text,
        before.fault,
        before.raised_on,
        before.apologised_on,
        before.fixed_on,
        before.made_good_on,
        before.made_good,
        is_confidential,
    )
