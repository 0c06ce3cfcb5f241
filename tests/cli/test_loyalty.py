"""Loyalty from evidence, told in log lines on a moving clock and asked for on the command line."""

import sqlite3

import pytest

from tests.cli.conftest import Answer, Shell


def told(shell: Shell, day: str, line: str) -> Answer:
    said = shell("log", f"priya {line}", today=day)
    assert said.code == 0, said.err
    return said


def step(shell: Shell, day: str) -> tuple[int, str, list[int]]:
    shape = shell("show", "priya", "--json", today=day).json
    return shape["step"], shape["step_label"], shape["step_holes"]


def test_lunches_lead_nowhere_and_evidence_leads_to_loyalty(priya: Shell) -> None:
    """The worked story: a year of lunches, the pitch, the signal, the sales, thirteen months."""
    for month in range(1, 11):
        told(priya, f"2024-{month:02}-05", "visit 2h: lunch at the harbour, golf is on Friday")
        told(priya, f"2024-{month:02}-19", "meeting: nine holes, he won")
    assert step(priya, "2024-12-31") == (1, "met", [])

    told(priya, "2025-01-10", "call: lunch > send the offer 17 jan pitched: half the downtime")
    assert step(priya, "2025-01-10") == (2, "pitched", [])
    told(priya, "2025-01-17", "email: offer sent kept: offer")
    told(priya, "2025-01-20", "call: signal: brought her boss along")
    assert step(priya, "2025-01-20") == (3, "signal", [])
    told(priya, "2025-02-01", "meeting: signed bought: 12.000,00 EUR pump skid")
    assert step(priya, "2025-02-01") == (4, "bought", [])
    told(priya, "2025-03-01", "visit: it runs delivered: whole and on time")

    told(priya, "2025-05-01", "call: wants a second bought: 8,000 EUR second skid delivered:")
    assert step(priya, "2025-05-01") == (4, "bought", [5]), "a hole, not loyalty"
    advice = priya("show", "priya", today="2025-05-01").out
    assert "bought twice, value never confirmed: ask" in advice
    assert "●●●●◌○" in advice

    told(priya, "2025-06-01", "call: confirmed: saves us two days a month")
    assert step(priya, "2025-06-01") == (5, "confirmed", [])
    told(priya, "2025-07-01", "email: bought: €20k third skid delivered:")
    assert step(priya, "2025-07-01") == (6, "go-to", [])
    assert step(priya, "2026-06-01") == (6, "go-to", [])
    for month in range(8, 13):
        told(priya, f"2025-{month:02}-05", "visit 3h: lunch")
    assert step(priya, "2026-08-01") == (6, "loyal, not confirmed lately", [])
    assert "loyal, not confirmed lately" in priya("due", today="2026-08-03").out

    told(priya, "2026-08-04", "call: confirmed: the second one too")
    assert step(priya, "2026-08-04") == (6, "go-to", [])
    told(priya, "2026-08-05", "call: rival: Acme quoted 10% less")
    assert step(priya, "2026-08-05") == (6, "loyal", [])
    told(priya, "2026-08-06", "call: lost: the new owner buys centrally 1 mar")
    assert step(priya, "2026-08-06") == (6, "lost", [])
    assert "look again: the new owner buys centrally" in priya("due", today="2027-03-01").out
    told(priya, "2027-03-02", "call: back: central buying was slow")
    assert step(priya, "2027-03-02")[1] == "loyal"
    assert priya("check", today="2027-03-02").code == 0


def test_show_tells_the_figures_with_their_lines(priya: Shell) -> None:
    told(priya, "2026-01-10", "call: > send quote 12 jan > intro 20 jan problem: it leaks")
    told(priya, "2026-01-12", "email: kept: quote sorry: my fault fixed: new seal madegood: a hose")
    told(
        priya, "2026-01-25", "call: kept: intro extra: drove over, noticed test: price talk; badly"
    )
    told(priya, "2026-02-01", "call: bought: 500 EUR hose bought: 1,000 USD seal delivered:")
    shape = priya("show", "priya", "--json", today="2026-03-01").json
    trust = shape["trust"]
    assert (trust["balance"], trust["kept_on_time"], trust["ended"]) == (2, 1, 2)
    assert [(line["what"], line["points"]) for line in trust["lines"]] == [
        ("kept on time", 1),
        ("fixed in 2 days, with an apology", 1),
        ("made good", 1),
        ("kept 5 days late", -1),
        ("extra mile, noticed", 1),
        ("test met badly", -1),
    ]
    assert trust["lines"][-1]["balance"] == trust["balance"]
    assert {line["source"] for line in trust["lines"]} == {"promise", "problem", "note"}
    assert shape["worth"] == {
        "EUR": {"total": "500.00", "years": {"2026": "500.00"}},
        "USD": {"total": "1000.00", "years": {"2026": "1000.00"}},
    }
    assert shape["effort"] == {"minutes": 15 * 3 + 5, "problems": 1}
    assert shape["reach"] == "none"
    assert [each["what"] for each in shape["purchases"]] == ["seal", "hose"]
    assert shape["purchases"][1]["delivered_on"] == "2026-02-01"
    assert shape["problems"][0]["made_good"] == "a hose"
    assert "rival" in shape["never_asked"]
    said = priya("show", "priya", today="2026-03-01").out
    assert "trust +2 · kept on time 1 of 2" in said
    assert "worth EUR 500 and USD 1,000 in 3 years" in said
    assert "never asked: role, goal" in said


def test_what_is_in_confidence_is_left_out_of_figures_and_lists(priya: Shell) -> None:
    told(
        priya,
        "2026-01-10",
        "call: bought: 500 EUR secret pump * problem: secret leak * extra: secret trip, noticed *"
        " confirmed: secret words *",
    )
    for words in (["show", "priya"], ["show", "priya", "--json"], ["due"], ["loyalty", "--json"]):
        said = priya(*words, today="2026-01-20")
        assert "secret" not in said.out, words
    assert "secret" not in priya("find", "secret", today="2026-01-20").out.replace("secretary", "")
    shown = priya("show", "priya", "--json", "--confidential", today="2026-01-20").out
    assert shown.count("secret") >= 4
    assert "secret leak" in priya("due", "--confidential", today="2026-01-20").out
    assert "secret" not in priya("history").out


def test_due_speaks_of_problems_and_of_what_comes_after_a_sale(priya: Shell) -> None:
    told(priya, "2026-01-05", "call: bought: 500 EUR hose problem: the invoice is wrong")
    shape = priya("due", "--json", today="2026-01-20").json
    kinds = [(item["kind"], item["text"]) for item in shape["items"]]
    assert kinds == [
        ("problem", "the invoice is wrong"),
        ("after_sale", "has hose arrived?"),
    ]
    said = priya("due", today="2026-01-20").out
    assert "Problems" in said
    assert "After the sale" in said


def test_loyalty_has_the_figures_of_the_screen(priya: Shell) -> None:
    told(priya, "2026-01-05", "call: pitched: x bought: 500 EUR hose > send fri")
    told(priya, "2026-01-09", "call: kept: send confirmed: good")
    told(priya, "2026-01-20", 'call: referred: +"Kim Ode @ Vale" reference: asked')
    told(priya, "2026-01-21", "call: verdict: renew, for a year")
    shape = priya("loyalty", "--json", today="2026-02-01").json
    assert shape["steps"] == {"0": 1, **dict.fromkeys("1234", 0), "5": 1, "6": 0}
    assert shape["kept_by_month"][-2] == {"month": "2026-01", "kept_on_time": 1, "ended": 1}
    assert shape["worth"][0]["worth"]["EUR"]["total"] == "500.00"
    assert shape["reach"]["none"] == 2
    assert (shape["referrals"][0]["by"], shape["referrals"][0]["whom"]) == ("Priya Shah", "Kim Ode")
    (reference,) = shape["references"]
    assert (reference["state"], reference["may_ask"]) == ("asked", False)
    assert shape["lost"] == shape["high_maintenance"] == []
    said = priya("loyalty", today="2026-02-01").out
    assert "Northwind  EUR 500" in said
    assert "Kim Ode · Vale" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bought: 12,50,0 EUR hose", "can't be read for certain"),
        ("bought: -5 EUR hose", "can't be negative"),
        ("bought: 5 XYZ hose", "XYZ"),
        ("delivered:", "waits to be delivered"),
        ("rival:", "has no words behind it"),
        ("reference: used", "not said yes"),
        ("verdict: maybe", "say renew"),
        ("back:", "not written down as lost"),
        ('referred: "Nobody At All"', "nobody answers"),
    ],
)
def test_nonsense_is_refused_and_the_line_handed_back(priya: Shell, line: str, words: str) -> None:
    said = priya("log", f"priya: {line}")
    assert said.code == 2
    assert words in said.err
    assert f"priya: {line}" in said.err
    assert "Nothing was written" in said.err


def test_a_reference_asked_twice_in_a_month_is_said_plainly(priya: Shell) -> None:
    told(priya, "2026-01-05", "call: reference: asked")
    said = priya("log", "priya call: reference: asked", today="2026-01-20")
    assert said.code == 2
    assert "asked for a reference 2 weeks ago already" in said.err
    assert "reference: asked" in said.err


def test_a_confirmation_from_before_the_sale_is_refused(priya: Shell) -> None:
    told(priya, "2026-01-05", "call: bought: 500 EUR hose")
    said = priya("log", "priya 2 jan: confirmed: good", today="2026-01-20")
    assert said.code == 2
    assert "It can't be confirmed on 2026-01-02: it was bought on 2026-01-05." in said.err
    assert "confirmed: good" in said.err


def test_a_contact_at_no_account_buys_nothing_and_the_line_comes_back(shell: Shell) -> None:
    shell("add", "Henrik Lund")
    said = shell("log", "henrik: bought: 500 EUR book")
    assert said.code == 2
    assert "Henrik Lund is at no account" in said.err
    assert "henrik: bought: 500 EUR book" in said.err


def test_check_sees_wrong_figures_and_repair_mends_them(priya: Shell) -> None:
    told(priya, "2026-11-20", "call: bought: 500 EUR hose")
    assert priya("check").out == "The book is sound.\n"
    db = sqlite3.connect(priya.book)
    db.execute("update standing set step = 6, trust = 99")
    db.execute("delete from search")
    db.commit()
    db.close()
    said = priya("check")
    assert said.code == 3
    assert "The stored figures of contact 1" in said.out
    assert "check --repair" in said.err
    said = priya("check", "--repair")
    assert (said.code, said.out) == (0, "The book is sound.\n")
    assert priya("check").code == 0
    assert priya("find", "hose").code == 0


def test_what_was_paid_in_confidence_stands_in_no_sum_unless_it_is_asked_for(
    priya: Shell,
) -> None:
    told(priya, "2026-01-10", "call: bought: 77,700 EUR pump skid *")
    told(priya, "2026-01-11", "call: bought: 1,000 EUR seals")
    shown = priya("show", "priya", today="2026-01-20").out
    assert "worth EUR 1,000 and in confidence in" in shown
    for words in (("show", "priya"), ("show", "priya", "--json"), ("loyalty",)):
        said = priya(*words, today="2026-01-20").out
        assert "77" not in said.replace(",", ""), said
        assert "78" not in said.replace(",", ""), said
    shape = priya("loyalty", "--json", today="2026-01-20").json
    assert [each["worth"]["EUR"]["total"] for each in shape["worth"]] == ["1000.00"]
    asked = priya("show", "priya", "--json", "--confidential", today="2026-01-20").json
    assert asked["worth"]["EUR"]["total"] == "78700.00"
