"""The Value section: the six steps with their evidence, value given, tests, and problems.

Questions and what is known of them stand in the Know section.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.dates import say_past
from loyaltytui.dealings import Fault, Met, Problem, Purchase
from loyaltytui.entries import Note
from loyaltytui.kinds import KIND_BY_WORD, KINDS
from loyaltytui.loyalty.step import LAST_STEP, STEP_LABELS, Evidence, SourceKind, Step
from loyaltytui.tui.widgets.section_rows import Row, SectionRow, SectionRows, Telling, joined

_FAULTS = {
    Fault.OURS: "our fault",
    Fault.COLLEAGUE: "a colleague's fault",
    Fault.THEIRS: "their fault",
}


def value_section(
    telling: Telling,
    step: Step,
    notes: Sequence[Note],
    purchases: Sequence[Purchase],
    problems: Sequence[Problem],
) -> SectionRows:
    """How far they have come and why; then what was given, tested and went wrong."""
    rows: list[Row | str] = [f"Step {step.number} of {LAST_STEP}: {step.label}"]
    rows += _step_rows(telling, step, notes, purchases)
    rows += kind_rows(telling, notes, "value")
    rows.append("Problems" if problems else "Problems: none · ! writes one down")
    rows += [problem_row(telling, problem) for problem in problems]
    return SectionRows(rows)


def _step_rows(
    telling: Telling, step: Step, notes: Sequence[Note], purchases: Sequence[Purchase]
) -> list[Row]:
    """A line for every step up to the next one: its evidence, or what is missing."""
    entries: dict[tuple[SourceKind, int], object] = {
        **{(SourceKind.NOTE, note.id): note for note in notes},
        **{(SourceKind.PURCHASE, purchase.id): purchase for purchase in purchases},
    }
    evidence = {each.step: each for each in step.evidence}
    missing = dict(zip(step.holes, step.sentences, strict=True))
    return [
        _evidence_row(telling, found, entries.get((found.source, found.source_id)))
        if (found := evidence.get(number))
        else SectionRow(
            f"{'◌' if number in missing else '○'} {STEP_LABELS[number]}",
            "missing" if number in missing else "",
            missing.get(number, ""),
            look="late" if number in missing else "dim",
        )
        for number in range(1, LAST_STEP + 1)
    ]


def _evidence_row(telling: Telling, found: Evidence, entry: object | None) -> SectionRow:
    text = telling.words(found.text, is_confidential=found.is_confidential)
    return SectionRow(f"● {STEP_LABELS[found.step]}", telling.day(found.on), text, entry, "good")


def kind_rows(telling: Telling, notes: Sequence[Note], section: str) -> list[Row | str]:
    """The notes of one section, kind by kind, newest first."""
    rows: list[Row | str] = []
    for kind in KINDS:
        found = [note for note in notes if note.kind == kind.word]
        if found and kind.section == section:
            rows.append(kind.label.capitalize())
            rows += [note_row(telling, note) for note in found]
    strangers = [note for note in notes if note.kind not in KIND_BY_WORD]
    if strangers and section == "know":
        rows += ["Other", *(note_row(telling, note) for note in strangers)]
    return rows


def note_row(telling: Telling, note: Note) -> SectionRow:
    """A note: its day, how long ago, the words, and how it went."""
    look, became = "dim", ""
    if note.kind == "extra":
        look, became = ("good", "noticed") if note.was_noticed else ("dim", "not noticed yet")
    elif note.was_met:
        look, became = ("good" if note.was_met == Met.WELL else "late"), f"met {note.was_met}"
    elif note.kind == "test":
        became = "well or badly?"
    marks = telling.marks(is_confidential=note.is_confidential, owner=note.owner)
    return SectionRow(
        telling.day(note.noted_on),
        say_past(note.noted_on, telling.today),
        telling.words(note.text, is_confidential=note.is_confidential),
        note,
        look,
        joined(became, marks),
    )


def problem_row(telling: Telling, problem: Problem) -> SectionRow:
    """A problem: since when, how long it took, whose fault, and what was done."""
    sorry = "apologised" if problem.apologised_on else "no apology yet"
    good = "made good" if problem.made_good_on else ""
    marks = telling.marks(is_confidential=problem.is_confidential, owner=problem.owner)
    return SectionRow(
        telling.day(problem.raised_on),
        _taken(problem, telling),
        telling.words(problem.text, is_confidential=problem.is_confidential),
        problem,
        "late" if problem.is_open else "dim",
        joined(_FAULTS[problem.fault], sorry, good, marks),
        joined(str(problem.fault), "" if problem.apologised_on else "no apology", good, marks),
    )


def _taken(problem: Problem, telling: Telling) -> str:
    days = problem.days_taken
    if days is None:
        days = (telling.today - problem.raised_on).days
        return "open today" if days < 1 else f"open {days} {'day' if days == 1 else 'days'}"
    return f"fixed in {days} {'day' if days == 1 else 'days'}" if days else "fixed same day"
