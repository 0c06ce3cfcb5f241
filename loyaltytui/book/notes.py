"""Verbs for notes and questions.

Whose they are and whether they are in confidence is said by `confidence`; the kinds of note live in
`kinds`, what is evidence of what in `loyalty/`.
"""

from __future__ import annotations

import datetime as dt

from loyaltytui.book.confidence import Confidence
from loyaltytui.book.dealing_rows import QUESTION_COLUMNS, read_question
from loyaltytui.book.entry_writing import shortened
from loyaltytui.book.errors import Refused
from loyaltytui.dealings import Met
from loyaltytui.drafts import NoteDraft, QuestionDraft
from loyaltytui.entries import (
    Contact,
    ContactId,
    InteractionId,
    Note,
    NoteId,
    Question,
    QuestionId,
)
from loyaltytui.kinds import KIND_BY_WORD
from loyaltytui.plain import clean


class Notes(Confidence):
    """The verbs about what the rep knows and wants to know."""

    def add_note(self, contact: Contact, draft: NoteDraft) -> NoteId:
        """Writes a dated line about a contact."""
        said = shortened(draft.text, is_confidential=draft.is_confidential)
        with self.act(f"note {draft.kind} {said} about {contact.name}"):
            return self._insert_note(contact.id, None, draft, self.today)

    def edit_note(self, before: Note, draft: NoteDraft) -> None:
        """Corrects a note; one changed meanwhile is a `Conflict`."""
        with self.act(f"edit {_named(before)}"):
            changes = _note_as_written(draft)
            changes["noted_on"] = draft.noted_on or before.noted_on
            self._rewrite("note", before, "That note", **changes)

    def delete_note(self, note: Note) -> None:
        """Takes a note out. `u` brings it back."""
        with self.act(f"delete {_named(note)}"):
            self._strike("note", note, "That note")

    def set_noticed(self, note: Note, was_noticed: bool) -> None:
        """Says whether they noticed the extra mile."""
        if note.kind != "extra":
            raise Refused("Only an extra mile can be noticed.")
        with self.act(f"{'noticed' if was_noticed else 'not noticed'}: {_named(note)}"):
            self._rewrite("note", note, "That note", was_noticed=was_noticed)

    def set_met(self, note: Note, met: Met) -> None:
        """Says how a test was met."""
        if note.kind != "test":
            raise Refused("Only a test is met well or badly.")
        with self.act(f"met {met or 'one way or the other'}: {_named(note)}"):
            self._rewrite("note", note, "That note", was_met=met)

    def ask(self, contact: Contact, draft: QuestionDraft) -> QuestionId:
        """Writes down something to ask them next time."""
        said = shortened(draft.text, is_confidential=draft.is_confidential)
        with self.act(f"ask {contact.name} {said}"):
            return self._insert_question(contact.id, None, draft, self.today)

    def answer(self, question: Question, text: str) -> None:
        """Writes down what they said; a new answer replaces the old one."""
        words = clean(text).strip()
        if not words:
            raise Refused("An answer needs words: what did they say?")
        with self.act(f"answer {_asked(question)}"):
            answered_on = question.answered_on or self.today
            self._rewrite(
                "question", question, "That question", answer=words, answered_on=answered_on
            )

    def edit_question(self, before: Question, draft: QuestionDraft) -> None:
        """Corrects a question; one changed meanwhile is a `Conflict`."""
        with self.act(f"edit {_asked(before)}"):
            written = _question_as_written(draft)
            self._rewrite("question", before, "That question", **written)

    def delete_question(self, question: Question) -> None:
        """Takes a question out. `u` brings it back."""
        with self.act(f"delete {_asked(question)}"):
            self._strike("question", question, "That question")

    def answered_questions_of(self, contact_id: ContactId) -> list[Question]:
        """A contact's answered questions, the latest answer first."""
        return self._questions(contact_id, "answered_on is not null", "answered_on desc, id desc")

    def never_asked(self, contact_id: ContactId) -> list[str]:
        """What the standard questions ask that nothing is known about, by kinds of note.

        A note of that kind knows it, and a question on the topic is on its way.
        """
        known = self.rows(
            "select kind from note where contact_id = ?1 "
            "union select topic from question where contact_id = ?1",
            (contact_id,),
        )
        words = {row[0] for row in known}
        return [topic for topic in self.rules.discovery if topic not in words]

    def _questions(self, contact_id: ContactId, condition: str, order: str) -> list[Question]:
        rows = self.rows(
            f"select {QUESTION_COLUMNS} from question where contact_id = ? and {condition} "
            f"order by {order}",
            (contact_id,),
        )
        return [read_question(row) for row in rows]

    def _insert_note(
        self,
        contact_id: ContactId,
        interaction_id: InteractionId | None,
        draft: NoteDraft,
        on: dt.date,
    ) -> NoteId:
        return NoteId(
            self._put(
                "note",
                contact_id=contact_id,
                interaction_id=interaction_id,
                noted_on=draft.noted_on or on,
                **_note_as_written(draft),
            )
        )

    def _insert_question(
        self,
        contact_id: ContactId,
        interaction_id: InteractionId | None,
        draft: QuestionDraft,
        on: dt.date,
    ) -> QuestionId:
        return QuestionId(
            self._put(
                "question",
                contact_id=contact_id,
                interaction_id=interaction_id,
                asked_on=draft.asked_on or on,
                **_question_as_written(draft),
            )
        )


def _named(note: Note) -> str:
    return f"{note.kind} {shortened(note.text, is_confidential=note.is_confidential)}"


def _asked(question: Question) -> str:
    return f"question {shortened(question.text, is_confidential=question.is_confidential)}"


def _note_as_written(draft: NoteDraft) -> dict[str, object]:
    """The columns a draft fills; an unknown kind or no words are `Refused`."""
    if draft.kind not in KIND_BY_WORD:
        raise Refused(f"'{draft.kind}' is no kind of note.")
    text = clean(draft.text).strip()
    if not text:
        raise Refused(f"A note of the kind '{draft.kind}' needs words.")
    return {
        "kind": draft.kind,
        "text": text,
        "is_confidential": draft.is_confidential,
        "was_noticed": draft.was_noticed and draft.kind == "extra",
        "was_met": str(draft.was_met) if draft.kind == "test" else "",
    }


def _question_as_written(draft: QuestionDraft) -> dict[str, object]:
    """The columns a draft fills; a question without words is `Refused`."""
    text = clean(draft.text).strip()
    if not text:
        raise Refused("A question needs words: what will you ask?")
    if draft.topic and draft.topic not in KIND_BY_WORD:
        raise Refused(f"'{draft.topic}' is no kind of note.")
    return {"text": text, "topic": draft.topic, "is_confidential": draft.is_confidential}
