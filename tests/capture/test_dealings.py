"""What a line says of sales, problems, accounts and prospects."""

import datetime as dt

import pytest
from msgspec.structs import replace

from loyaltytui.capture.directory import OpenDealings
from loyaltytui.capture.reading import Reading, Usual, read_line, say_reading, write_line
from loyaltytui.dealings import (
    Answer,
    Course,
    DepartureDraft,
    Fault,
    Judgement,
    Met,
    Problem,
    ProblemDraft,
    Purchase,
    PurchaseDraft,
    PursuitDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.drafts import (
    CheckInDraft,
    LogDraft,
    NewContact,
    NoteDraft,
    QualifierDraft,
    Sequel,
    SequelDraft,
)
from tests.capture.lines import ANNA, NAMES, NOW, TODAY, TOM_REED, Circle, chips
from tests.loyalty.facts import a_problem, a_purchase

LONG_AGO = TODAY - dt.timedelta(days=90)


def read(text: str, *open_ones: Purchase | Problem, usual: Usual | None = None) -> Reading:
    dealings = OpenDealings(
        tuple(each for each in open_ones if isinstance(each, Purchase)),
        tuple(each for each in open_ones if isinstance(each, Problem)),
    )
    return read_line(
        f"priya: {text}",
        today=TODAY,
        now=NOW,
        directory=Circle(dealings=dealings),
        usual=usual or Usual(),
    )


def body(text: str, *open_ones: Purchase | Problem) -> LogDraft:
    reading = read(text, *open_ones)
    assert reading.draft is not None, reading.troubles
    again = write_line(reading.draft, NAMES, TODAY).partition(": ")[2]
    assert read(again, *open_ones).draft == replace(reading.draft), again
    return reading.draft


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("12,500 EUR pump skid", PurchaseDraft("pump skid", 12_500_00, "EUR")),
        ("12.500,00 pump skid", PurchaseDraft("pump skid", 12_500_00, "EUR")),
        ("€12k", PurchaseDraft("", 12_000_00, "EUR")),
        ("$500 250 bar pump", None),
        ("500 USD 250 bar pump", PurchaseDraft("250 bar pump", 500_00, "USD")),
        ("500 EUR skid *", PurchaseDraft("skid", 500_00, "EUR", is_confidential=True)),
        ('500 EUR the "> best" one', PurchaseDraft("the > best one", 500_00, "EUR")),
    ],
)
def test_a_purchase_is_an_amount_and_then_what(typed: str, draft: PurchaseDraft | None) -> None:
    if draft is None:
        assert read(f"bought: {typed}").draft is None
    else:
        assert body(f"bought: {typed}").purchases == (draft,)


@pytest.mark.parametrize(
    "typed", ["a pump", "-500 EUR pump", "500 XYZ pump", "12,50,0 pump", "5 - 6k pump", "12 EUR 50"]
)
def test_an_amount_that_is_not_certain_is_refused_with_a_sentence(typed: str) -> None:
    reading = read(f"sold! bought: {typed}")
    assert reading.draft is None
    assert reading.troubles[0].startswith("bought: ")
    assert reading.troubles[0].endswith(".")


def test_the_usual_currency_is_the_settings() -> None:
    reading = read("bought: 500 pump", usual=Usual("CHF"))
    assert reading.draft is not None
    assert reading.draft.purchases == (PurchaseDraft("pump", 500_00, "CHF"),)


OLD, NEW = a_purchase(LONG_AGO, number=1), a_purchase(TODAY, number=2)


def test_delivered_and_confirmed_close_the_oldest_that_waits() -> None:
    draft = body('delivered: both crates whole confirmed: "runs since Monday"', OLD, NEW)
    assert draft.sequels == (
        SequelDraft(Sequel.DELIVERED, OLD.id),
        SequelDraft(Sequel.CONFIRMED, OLD.id, words='"runs since Monday"'),
    )
    assert draft.text == "both crates whole", "what has no place with the purchase stays text"
    draft = body("delivered: delivered:", OLD, NEW)
    assert [each.of for each in draft.sequels] == [OLD.id, NEW.id]
    delivered = replace(OLD, delivered_on=LONG_AGO)
    assert body("delivered:", delivered, NEW).sequels[0].of == NEW.id


def test_what_the_line_itself_sells_can_be_delivered_in_it() -> None:
    draft = body("bought: 500 EUR filter delivered: took it along confirmed: fits")
    assert draft.sequels == (
        SequelDraft(Sequel.DELIVERED, None, 0),
        SequelDraft(Sequel.CONFIRMED, None, 0, "fits"),
    )


@pytest.mark.parametrize("mark", ["delivered:", "confirmed: yes", "sorry:", "fixed:", "madegood:"])
def test_where_nothing_waits_the_line_is_not_saved(mark: str) -> None:
    reading = read(mark)
    assert reading.draft is None
    assert "Priya Shah" in reading.troubles[0]


def test_the_chip_says_which_purchase_it_is() -> None:
    secret = replace(OLD, is_confidential=True)
    assert chips(read("confirmed: it runs", OLD))[1] == "confirmed: pump skid: it runs"
    assert (
        say_reading(read("confirmed: it runs", OLD), TODAY)[1] == "Confirmed: pump skid: it runs."
    )
    assert say_reading(read("confirmed: it runs", secret), TODAY)[1] == "Confirmed, in confidence."


def test_a_problem_is_ours_unless_its_end_says_whose() -> None:
    draft = body("problem: it leaks problem: ran it dry, theirs problem: wrong box (colleague)")
    assert draft.problems == (
        ProblemDraft("it leaks"),
        ProblemDraft("ran it dry", Fault.THEIRS),
        ProblemDraft("wrong box", Fault.COLLEAGUE),
    )
    assert body('problem: the leak is "theirs"').problems == (ProblemDraft("the leak is theirs"),)
    assert body('problem: it leaks, "theirs"').problems == (ProblemDraft("it leaks, theirs"),)


LEAK = a_problem(LONG_AGO, number=1)
NOISE = a_problem(LONG_AGO + dt.timedelta(days=1), number=2)
SETTLED = a_problem(LONG_AGO, sorry=LONG_AGO, fixed=LONG_AGO, number=3)


def test_sorry_fixed_and_made_good_speak_of_one_problem() -> None:
    draft = body("sorry: told her at once fixed: new seal madegood: a free inspection", LEAK, NOISE)
    assert draft.sequels == (
        SequelDraft(Sequel.SORRY, LEAK.id),
        SequelDraft(Sequel.FIXED, LEAK.id),
        SequelDraft(Sequel.MADE_GOOD, LEAK.id, words="a free inspection"),
    )
    assert draft.text == "told her at once\nnew seal"
    draft = body("problem: it howls sorry: fixed:", LEAK)
    assert [each.of for each in draft.sequels] == [None, None], "the one it has just raised"
    assert body("fixed: x fixed: y", LEAK, NOISE).sequels[1].of == NOISE.id
    assert body("madegood: x", SETTLED, LEAK).sequels[0].of == SETTLED.id
    assert body("sorry: x", replace(SETTLED, apologised_on=None), NOISE).sequels[0].of == NOISE.id


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("test: late quote, met well", NoteDraft("test", "late quote", was_met=Met.WELL)),
        ("test: late quote; Badly", NoteDraft("test", "late quote", was_met=Met.BADLY)),
        ("test: late quote (well) *", NoteDraft("test", "late quote", True, was_met=Met.WELL)),
        ("test: did it well", NoteDraft("test", "did it well")),
        ("test: well", NoteDraft("test", "well")),
        ('test: so, "well"', NoteDraft("test", "so, well")),
        ("extra: drove over, noticed", NoteDraft("extra", "drove over", was_noticed=True)),
        ("extra: drove over, met well", NoteDraft("extra", "drove over, met well")),
        ("rival: Acme, noticed", NoteDraft("rival", "Acme, noticed")),
    ],
)
def test_how_a_test_was_met_and_an_extra_mile_noticed_stand_at_the_end(
    typed: str, note: NoteDraft
) -> None:
    assert body(typed).notes == (note,)


def test_a_reference_has_a_state_and_words() -> None:
    assert body("reference: asked reference: yes, for the brewery fri").references == (
        ReferenceDraft(ReferenceState.ASKED),
        ReferenceDraft(ReferenceState.YES, "for the brewery fri"),
    )
    assert body("reference: no, they sue us *").references == (
        ReferenceDraft(ReferenceState.NO, "they sue us", True),
    )
    assert body("reference: used*").references == (
        ReferenceDraft(ReferenceState.USED, is_confidential=True),
    )
    assert read("reference: maybe").troubles == (
        "reference: say asked, yes, no, used or thanked first.",
    )


def test_somebody_new_or_known_was_referred() -> None:
    draft = body('referred: +"Kim Ode @ Vale" runs a kaolin plant referred: tom reed')
    assert draft.referred == (NewContact("Kim Ode", "Vale"), TOM_REED.id)
    assert draft.text == "runs a kaolin plant"
    assert body("referred: anna").referred == (ANNA.id,)
    assert "several" in read("referred: tom").troubles[0]
    assert '+"Zoe"' in read("referred: Zoe").troubles[0]
    assert read("referred: tom").draft is None


def test_an_account_is_lost_with_a_day_to_look_again_and_comes_back() -> None:
    assert body("lost: price, and the merger 5 dec").departure == DepartureDraft(
        "price, and the merger", dt.date(2026, 12, 5)
    )
    assert body('lost: they want it "fri"').departure == DepartureDraft("they want it fri")
    assert body("lost: a bribe 5 dec*").departure == DepartureDraft(
        "a bribe", dt.date(2026, 12, 5), True
    )
    assert body("lost: a bribe *").departure == DepartureDraft("a bribe", None, True)
    assert body('lost: "a bribe*"').departure == DepartureDraft("a bribe*")
    draft = body("back: the cheap one broke")
    assert (draft.is_back, draft.text) == (True, "the cheap one broke")
    assert read("lost: a lost: b").draft is None


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("renew", VerdictDraft(Judgement.RENEW)),
        ("Let go, too many calls", VerdictDraft(Judgement.LET_GO, "too many calls")),
        ("renegotiate: price", VerdictDraft(Judgement.RENEGOTIATE, "price")),
        ("pursue", PursuitDraft(Course.PURSUE)),
        ("park until 5 dec", PursuitDraft(Course.PARK, dt.date(2026, 12, 5))),
        ("park, no budget 5 dec", PursuitDraft(Course.PARK, dt.date(2026, 12, 5), "no budget")),
        ("park", PursuitDraft(Course.PARK)),
        ("drop, no fit", PursuitDraft(Course.DROP, None, "no fit")),
        ("renew*", VerdictDraft(Judgement.RENEW, "", True)),
        ("let go, they shout *", VerdictDraft(Judgement.LET_GO, "they shout", True)),
        ('let go, "they shout*"', VerdictDraft(Judgement.LET_GO, "they shout*")),
        ("pursue*", PursuitDraft(Course.PURSUE, is_confidential=True)),
        ("park, ill 5 dec*", PursuitDraft(Course.PARK, dt.date(2026, 12, 5), "ill", True)),
        ("drop, broke*", PursuitDraft(Course.DROP, None, "broke", True)),
    ],
)
def test_a_verdict_is_about_a_customer_or_a_prospect(
    typed: str, verdict: VerdictDraft | PursuitDraft
) -> None:
    draft = body(f"verdict: {typed}")
    found = draft.verdicts[0] if isinstance(verdict, VerdictDraft) else draft.pursuit
    assert found == verdict


@pytest.mark.parametrize("typed", ["maybe", "drop", "drop *", "*"])
def test_a_verdict_that_is_none_is_not_saved(typed: str) -> None:
    assert read(f"verdict: {typed}").draft is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("~3w after the trial *", "Next check-in: Mon 14 Dec, in confidence."),
        ("lost: a bribe *", "Lost, in confidence."),
        ("verdict: let go, they shout *", "Verdict, in confidence."),
        ("verdict: drop, broke *", "Prospect, in confidence."),
        ("reference: no, they sue us *", "Reference, in confidence."),
    ],
)
def test_a_star_at_the_end_keeps_it_in_confidence_and_says_so(line: str, said: str) -> None:
    reading = read(line)
    assert reading.chips[-1].text.endswith(" (in confidence)")
    assert said in say_reading(reading, TODAY)


def test_the_reason_of_a_check_in_is_kept_in_confidence_by_its_star() -> None:
    day = dt.date(2026, 12, 14)
    assert body("~3w after the trial*").check_in == CheckInDraft(day, "after the trial", True)
    assert body('~3w after the "trial*"').check_in == CheckInDraft(day, "after the trial*")
    assert body("~3w *").check_in == CheckInDraft(day, "", True)
    assert body("~3w").check_in == CheckInDraft(day)


def test_a_prospect_is_qualified_line_by_line() -> None:
    assert body("qualify: need yes, Budget no, timing ?").qualifiers == (
        QualifierDraft("need", Answer.YES),
        QualifierDraft("budget", Answer.NO),
        QualifierDraft("timing", Answer.UNKNOWN),
    )
    assert read("qualify: need maybe").draft is None
    assert read("qualify: fame yes").troubles[0].endswith("need, budget, decides, timing.")
    own = read("qualify: fame yes", usual=Usual(checklist=("fame",)))
    assert own.draft is not None


@pytest.mark.parametrize(
    "line", ["bought:", "problem:", "reference:", "referred:", "lost:", "verdict:", "qualify:"]
)
def test_a_mark_with_nothing_behind_it_is_text(line: str) -> None:
    reading = read(line)
    assert reading.draft is not None
    assert reading.draft.text == line
