"""Forms for notes, questions and their answers, and for qualifying a prospect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.book.errors import Refused
from loyaltytui.dealings import Answer, Course, Met, Pursuit, PursuitDraft, Qualifier
from loyaltytui.drafts import NoteDraft, QuestionDraft
from loyaltytui.entries import Note, Question
from loyaltytui.kinds import DISCOVERY, KIND_BY_WORD, KINDS
from loyaltytui.tui.dialogs.answers import YES_OR_NO, chosen, is_yes, said_yes
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.dialogs.form import Field, Form
from loyaltytui.tui.dialogs.past_days import PAST_EXAMPLES, PastDays

_KINDS = ", ".join(kind.word for kind in KINDS)
_ANSWERS = "yes, no or unknown"
_COURSES = "pursue, park or drop"


class NoteForm(Form[NoteDraft]):
    """A note of any kind; how an extra mile or a test went, where it is one."""

    def __init__(
        self,
        save: Callable[[NoteDraft], Awaitable[object]],
        days: PastDays,
        contact: str,
        note: Note | None = None,
    ) -> None:
        self.days = days
        self.before = note
        went = "" if note is None else "noticed" if note.was_noticed else note.was_met
        fields = [
            Field("kind", "Kind", note.kind if note else "", "goal, rival, pitched, extra, …"),
            Field("text", "Words", note.text if note else "", "plant of the year 2027"),
            Field("on", "On", days.say(note.noted_on if note else None), PAST_EXAMPLES),
            Field("went", "How it went", went, "extra: noticed · test: well, badly"),
            Field("secret", "In confidence", said_yes(note), YES_OR_NO),
        ]
        if note is not None and note.kind not in ("extra", "test"):
            del fields[3]
        super().__init__(f"Note about {contact}", fields, save, is_edit=note is not None)

    def draft(self, typed: Mapping[str, str]) -> NoteDraft:
        """The note as typed; an unknown kind is answered with all there are."""
        kind = typed["kind"].strip().lower()
        if kind not in KIND_BY_WORD:
            said = f"'{kind}' is no kind of note." if kind else "Which kind of note is it?"
            raise Refused(f"{said} Say one of: {_KINDS}.")
        if not typed["text"].strip():
            raise Refused("A note needs words.")
        went = typed.get("went", "").strip().lower().removeprefix("met ")
        return NoteDraft(
            kind,
            typed["text"],
            is_yes(typed["secret"]),
            was_noticed=kind == "extra" and _is_noticed(went),
            was_met=chosen(Met, went, "well, badly") if kind == "test" else Met.NOT_SAID,
            noted_on=self.days.read(typed["on"], self.before.noted_on if self.before else None),
        )


def _is_noticed(went: str) -> bool:
    return went == "noticed" or (went != "not noticed" and is_yes(went))


class QuestionForm(Form[QuestionDraft]):
    """Something to ask them next time."""

    def __init__(
        self,
        save: Callable[[QuestionDraft], Awaitable[object]],
        contact: str,
        question: Question | None = None,
    ) -> None:
        topics = ", ".join(DISCOVERY)
        super().__init__(
            f"Question to {contact}",
            [
                Field("text", "Ask", question.text if question else "", "who signs above 50k?"),
                Field("topic", "About", question.topic if question else "", f"{topics}, or blank"),
                Field("secret", "In confidence", said_yes(question), YES_OR_NO),
            ],
            save,
            is_edit=question is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> QuestionDraft:
        """The question as typed."""
        if not typed["text"].strip():
            raise Refused("A question needs words: what will you ask?")
        topic = typed["topic"].strip().lower()
        if topic and topic not in KIND_BY_WORD:
            raise Refused(f"'{topic}' is no kind of note. Say one of: {_KINDS}, or nothing.")
        return QuestionDraft(typed["text"], is_yes(typed["secret"]), topic)


class AnswerForm(Form[str]):
    """What they said to a question."""

    def __init__(self, save: Callable[[str], Awaitable[object]], question: Question) -> None:
        heading = "Question in confidence" if question.is_confidential else question.text
        super().__init__(
            heading,
            [Field("answer", "They said", question.answer, "the board, from 50k on")],
            save,
            is_edit=not question.is_open,
        )

    def draft(self, typed: Mapping[str, str]) -> str:
        """The answer as typed."""
        if not typed["answer"].strip():
            raise Refused("An answer needs words: what did they say?")
        return typed["answer"]


class QualifierForm(Form[Answer]):
    """The answer to one line of the checklist."""

    def __init__(
        self,
        save: Callable[[Answer], Awaitable[object]],
        contact: str,
        criterion: str,
        qualifier: Qualifier | None = None,
    ) -> None:
        answer = str(qualifier.answer) if qualifier else ""
        super().__init__(
            f"Qualifying {contact}",
            [Field("answer", criterion.capitalize(), answer, _ANSWERS)],
            save,
            is_edit=qualifier is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> Answer:
        """The answer as typed."""
        return chosen(Answer, typed["answer"], _ANSWERS)


class PursuitForm(Form[PursuitDraft]):
    """What the rep decides about a prospect, and why."""

    def __init__(
        self,
        save: Callable[[PursuitDraft], Awaitable[object]],
        days: DayReader,
        contact: str,
        pursuit: Pursuit | None = None,
    ) -> None:
        self.days = days
        super().__init__(
            f"Verdict on {contact}",
            [
                Field("verdict", "Verdict", str(pursuit.verdict) if pursuit else "", _COURSES),
                Field(
                    "until",
                    "Parked until",
                    days.say(pursuit.until_on) if pursuit else "",
                    EXAMPLES,
                ),
                Field("reason", "Why", pursuit.reason if pursuit else "", "no budget before May"),
                Field("secret", "In confidence", said_yes(pursuit), YES_OR_NO),
            ],
            save,
            is_edit=pursuit is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> PursuitDraft:
        """The verdict as typed."""
        return read_pursuit(typed, self.days)


def read_pursuit(typed: Mapping[str, str], days: DayReader) -> PursuitDraft:
    """A verdict on a prospect; a day is for those who are parked."""
    verdict = chosen(Course, typed["verdict"], _COURSES)
    until_on = days.read_optional(typed["until"])
    if until_on is not None and verdict is not Course.PARK:
        raise Refused("Only who is parked comes back on a day. Take the day away, or say park.")
    return PursuitDraft(verdict, until_on, typed["reason"], is_yes(typed["secret"]))
