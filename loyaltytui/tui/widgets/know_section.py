"""The Know section: questions, what is known, what was never asked, and whether they fit.

Value given and problems stand in the Value section.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from loyaltytui.dealings import Answer, Course, Pursuit, Qualifier, Reference, Referral
from loyaltytui.entries import Note, Question
from loyaltytui.tui.widgets.brief_panel import kind_label
from loyaltytui.tui.widgets.section_rows import Row, SectionRow, SectionRows, Telling, joined
from loyaltytui.tui.widgets.value_section import kind_rows

_ANSWER_LOOKS = {Answer.YES: "good", Answer.NO: "late", Answer.UNKNOWN: "dim"}


class Criterion(Struct, frozen=True):
    """One line of the qualifying checklist, answered or not."""

    word: str
    answered: Qualifier | None
    """None: nobody has asked yet."""

    @property
    def behind(self) -> Qualifier | None:
        """The entry that the line is about. None: there is none yet."""
        return self.answered


class PursuitLine(Struct, frozen=True):
    """What the rep decided about a prospect, or has not yet."""

    pursuit: Pursuit | None

    @property
    def behind(self) -> Pursuit | None:
        """The entry that the line is about. None: there is none yet."""
        return self.pursuit


class ReferralLine(Struct, frozen=True):
    """Somebody they sent our way, or who sent them."""

    referral: Referral

    @property
    def behind(self) -> Referral:
        """The entry that the line is about."""
        return self.referral

    name: str
    """Of the other one, with their account: `Kim Ode @ Vale`."""
    is_sent: bool
    """Did the contact on show send them? Else they were sent."""


class Knowledge(Struct, frozen=True):
    """All that the section tells."""

    open_questions: Sequence[Question]
    answered: Sequence[Question]
    notes: Sequence[Note]
    never_asked: Sequence[str]
    """Words of the standard questions."""
    qualifiers: Sequence[Qualifier]
    pursuit: Pursuit | None
    references: Sequence[Reference]
    referrals: Sequence[ReferralLine]
    checklist: Sequence[str]
    """What a prospect is qualified by, as the settings say."""


def know_section(telling: Telling, known: Knowledge) -> SectionRows:
    """Questions, then notes by kind, then whether they fit and how far they refer."""
    rows: list[Row | str] = []
    nothing = "To ask next time: nothing yet · A writes a question down"
    rows.append("To ask next time" if known.open_questions else nothing)
    rows += [_question_row(telling, one) for one in known.open_questions]
    if said := never_asked_words(known.never_asked):
        rows.append(said)
    rows += kind_rows(telling, known.notes, "know")
    if known.answered:
        rows += ["Answered", *(_question_row(telling, one) for one in known.answered)]
    rows += _qualifying(telling, known)
    rows.append(
        "Reference" if known.references else "Reference: never spoken of · f writes it down"
    )
    rows += [_reference_row(telling, one) for one in reversed(known.references)]
    rows.append("Referrals" if known.referrals else "Referrals: nobody yet · F writes one down")
    return SectionRows(rows + [_referral_row(telling, one) for one in known.referrals])


def _reference_row(telling: Telling, one: Reference) -> SectionRow:
    """In confidence, not even how far they have come."""
    is_masked = one.is_confidential and not telling.is_revealed
    return SectionRow(
        telling.day(one.stated_on),
        "" if is_masked else str(one.state),
        telling.words(one.text, is_confidential=one.is_confidential),
        one,
        note=telling.marks(is_confidential=one.is_confidential, owner=one.owner),
    )


def _referral_row(telling: Telling, line: ReferralLine) -> SectionRow:
    is_secret = line.referral.is_confidential
    return SectionRow(
        telling.day(line.referral.referred_on),
        "they sent" if line.is_sent else "sent by",
        telling.words(line.name, is_confidential=is_secret),
        line,
        note=telling.marks(is_confidential=is_secret, owner=line.referral.owner),
    )


def never_asked_words(topics: Sequence[str]) -> str:
    """ "Never asked: rivals, trends"; empty when all is known."""
    return f"Never asked: {', '.join(map(kind_label, topics))}" if topics else ""


def _question_row(telling: Telling, question: Question) -> SectionRow:
    is_secret = question.is_confidential
    text = telling.words(question.text, is_confidential=is_secret)
    if not question.is_open and (telling.is_revealed or not is_secret):
        text = f"{text} → {' '.join(question.answer.split())}"
    return SectionRow(
        telling.day(question.answered_on or question.asked_on),
        question.topic or "question",
        text,
        question,
        note=telling.marks(is_confidential=is_secret, owner=question.owner),
    )


def _qualifying(telling: Telling, known: Knowledge) -> list[Row | str]:
    answered = {one.criterion: one for one in known.qualifiers}
    words = [*known.checklist, *(word for word in answered if word not in known.checklist)]
    rows: list[Row | str] = ["Qualifying"]
    rows += [_criterion_row(telling, Criterion(word, answered.get(word))) for word in words]
    rows.append(_pursuit_row(telling, known.pursuit))
    return rows


def _pursuit_row(telling: Telling, verdict: Pursuit | None) -> SectionRow:
    if verdict is None:
        return SectionRow("verdict", "", "none yet: pursue, park or drop", PursuitLine(None))
    is_masked = verdict.is_confidential and not telling.is_revealed
    until = f"until {telling.day(verdict.until_on)}" if verdict.until_on else ""
    said = joined(f"{verdict.verdict} {until}".strip(), verdict.reason)
    return SectionRow(
        "verdict",
        telling.day(verdict.given_on),
        telling.words(said, is_confidential=verdict.is_confidential),
        PursuitLine(verdict),
        "good" if verdict.verdict is Course.PURSUE and not is_masked else "dim",
        telling.marks(is_confidential=verdict.is_confidential, owner=verdict.owner),
    )


def _criterion_row(telling: Telling, criterion: Criterion) -> SectionRow:
    found = criterion.answered
    if found is None:
        return SectionRow(criterion.word, "", "not asked", criterion)
    is_masked = found.is_confidential and not telling.is_revealed
    return SectionRow(
        criterion.word,
        telling.day(found.answered_on),
        telling.words(str(found.answer), is_confidential=found.is_confidential),
        criterion,
        "dim" if is_masked else _ANSWER_LOOKS[found.answer],
        telling.marks(is_confidential=found.is_confidential, owner=found.owner),
    )
