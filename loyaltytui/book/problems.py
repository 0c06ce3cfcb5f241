"""Verbs for problems: raised, apologised for, fixed, made good. What they cost is `trust`."""

from __future__ import annotations

import datetime as dt

from loyaltytui.book.dealing_rows import PROBLEM_COLUMNS, read_problem
from loyaltytui.book.entry_writing import EntryWriting, shortened
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.dealings import Problem, ProblemDraft, ProblemId
from loyaltytui.entries import Contact, ContactId, InteractionId
from loyaltytui.loyalty.disorder import disorder_of_problem
from loyaltytui.plain import clean


class Problems(EntryWriting):
    """The verbs about what went wrong."""

    def raise_problem(self, contact: Contact, draft: ProblemDraft) -> ProblemId:
        """Writes down that something went wrong."""
        what = shortened(draft.text, is_confidential=draft.is_confidential)
        with self.act(f"problem {what} of {contact.name}"):
            return self._insert_problem(contact.id, None, self.today, draft)

    def apologise(self, problem: Problem, on: dt.date) -> None:
        """The rep said sorry."""
        self._refuse_twice(problem, problem.apologised_on, "apologised for")
        with self.act(f"apologise for {_named(problem)}"):
            self._change_problem(problem, apologised_on=on)

    def fix(self, problem: Problem, on: dt.date) -> None:
        """It works again."""
        self._refuse_twice(problem, problem.fixed_on, "fixed")
        with self.act(f"fix {_named(problem)}"):
            self._change_problem(problem, fixed_on=on)

    def make_good(self, problem: Problem, on: dt.date, words: str = "") -> None:
        """More was done than to repair it."""
        self._refuse_twice(problem, problem.made_good_on, "made good")
        with self.act(f"make good {_named(problem)}"):
            self._change_problem(problem, made_good_on=on, made_good=clean(words).strip())

    def edit_problem(self, before: Problem, draft: ProblemDraft) -> None:
        """Corrects a problem; one changed meanwhile is a `Conflict`."""
        with self.act(f"edit {_named(before)}"):
            self._change_problem(before, **_as_written(draft, before.raised_on))

    def delete_problem(self, problem: Problem) -> None:
        """Takes out a problem that was none. `u` brings it back."""
        with self.act(f"delete {_named(problem)}"):
            self._strike("problem", problem, f"The problem {_named(problem)}")

    def problems_of(self, contact_id: ContactId) -> list[Problem]:
        """A contact's problems, newest first."""
        rows = self.rows(
            f"select {PROBLEM_COLUMNS} from problem where contact_id = ? "
            "order by raised_on desc, id desc",
            (contact_id,),
        )
        return [read_problem(row) for row in rows]

    def problem_by_id(self, problem_id: ProblemId) -> Problem:
        """One problem; raises `NotFound`."""
        rows = self.rows(f"select {PROBLEM_COLUMNS} from problem where id = ?", (problem_id,))
        if not rows:
            raise NotFound("That problem is not in the book any more.")
        return read_problem(rows[0])

    def _insert_problem(
        self,
        contact_id: ContactId,
        interaction_id: InteractionId | None,
        raised_on: dt.date,
        draft: ProblemDraft,
    ) -> ProblemId:
        written = _as_written(draft, raised_on)
        self._refuse_disorder_of_problem(written)
        return ProblemId(
            self._put("problem", contact_id=contact_id, interaction_id=interaction_id, **written)
        )

    def _change_problem(self, before: Problem, **changes: object) -> None:
        self._refuse_disorder_of_problem({name: getattr(before, name) for name in _DAYS} | changes)
        self._rewrite("problem", before, f"The problem {_named(before)}", **changes)

    def _refuse_twice(self, problem: Problem, day: dt.date | None, done: str) -> None:
        if day is not None:
            raise Refused(f"{_named(problem)} was {done} on {day} already.")

    def _refuse_disorder_of_problem(self, written: dict[str, object]) -> None:
        days = {name: day for name in _DAYS if isinstance(day := written.get(name), dt.date)}
        for day in days.values():
            self._refuse_future(day)
        sentence = disorder_of_problem(
            days["raised_on"],
            days.get("apologised_on"),
            days.get("fixed_on"),
            days.get("made_good_on"),
        )
        if sentence:
            raise Refused(sentence)


_DAYS = ("raised_on", "apologised_on", "fixed_on", "made_good_on")


def _named(problem: Problem) -> str:
    return shortened(problem.text, is_confidential=problem.is_confidential)


def _as_written(draft: ProblemDraft, raised_on: dt.date) -> dict[str, object]:
    """The columns a draft fills; a problem without words is `Refused`."""
    text = clean(draft.text).strip()
    if not text:
        raise Refused("A problem needs words: what went wrong?")
    return {
        "text": text,
        "fault": draft.fault,
        "raised_on": draft.raised_on or raised_on,
        "apologised_on": draft.apologised_on,
        "fixed_on": draft.fixed_on,
        "made_good_on": draft.made_good_on,
        "made_good": clean(draft.made_good).strip(),
        "is_confidential": draft.is_confidential,
    }
