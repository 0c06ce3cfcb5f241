"""Moves all that hangs on one contact to another, so that nothing is lost and nothing doubles.

What the two say of themselves is decided in `merging_fields`; the verb is `merging`'s.
"""

from __future__ import annotations

from loyaltytui.book.checkins import OWNER_OF_CONTACT
from loyaltytui.book.identity import Identified, own_uid
from loyaltytui.book.merging_candidates import APART, numbered
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.entries import ChannelKind, Contact, ContactId
from loyaltytui.loyalty.likeness import way_of
from loyaltytui.plain import fold

_SIMPLY = (
    "promise",
    "check_in",
    "note",
    "question",
    "purchase",
    "problem",
    "reference",
    "pursuit",
    "participant",
    "tag",
    "extra_field",
    "employment",
    "telling",
    "qualifier",
)
"""Tables whose rows move as they are, once what both have is one."""

# What both have already stays behind, and goes with the contact who goes.
_BOTH_HAVE = {
    "participant": "interaction_id",
    "tag": "word",
    "extra_field": "name, value",
    "employment": "account_id, job, until_on",
    "telling": "announcement_id",
    "qualifier": "criterion",
}


_SAME_WORDS = (
    ("employment", "contact_id", "account_id, job, until_on"),
    ("check_in", "contact_id", "reason"),
    ("extra_field", "contact_id", "name, value"),
    ("qualifier", "contact_id", "criterion"),
    ("referral", "contact_id", "referred_id"),
    ("referral", "referred_id", "contact_id"),
)
"""Of whose rows two may say the same: the table, whom they are of, what they say."""


class MovingRows(Identified):
    """Moves rows from one contact to another inside a verb."""

    def _move_all(self, kept: Contact, other: Contact) -> None:
        """Everything of the other is the kept one's from now on; only the contact is left."""
        pair = (kept.id, other.id)
        self._keep_in_confidence(*pair)
        self._end_check_ins_of_one_reason(kept, other)
        self._tell_once(*pair)
        self._answer_once(kept, other)
        self._move_channels(*pair)
        self._move_referrals(kept, other)
        self._move_identities(*pair)
        for table in _SIMPLY:
            self._move(table, *pair)
        self._forget_apart(*pair)

    def _move(self, table: str, kept: ContactId, other: ContactId) -> None:
        if columns := _BOTH_HAVE.get(table):
            same = " and ".join(f"own.{each} is {table}.{each}" for each in columns.split(", "))
            self.write(
                f"delete from {table} where contact_id = ?2 and exists "
                f"(select 1 from {table} as own where own.contact_id = ?1 and {same})",
                (kept, other),
            )
        self.write(f"update {table} set contact_id = ?1 where contact_id = ?2", (kept, other))

    def _keep_in_confidence(self, kept: ContactId, other: ContactId) -> None:
        """Where either was told something in confidence, the same words of the other are too."""
        for table, of, columns in _SAME_WORDS:
            same = " and ".join(f"told.{each} is {table}.{each}" for each in columns.split(", "))
            self.write(
                f"update {table} set is_confidential = 1, rev = {THIS_ACTION} "
                f"where is_confidential = 0 and {of} in (?1, ?2) and exists (select 1 from {table} "
                f"as told where told.is_confidential = 1 and told.{of} in (?1, ?2) and {same})",
                (kept, other),
            )

    def _end_check_ins_of_one_reason(self, kept: Contact, other: Contact) -> None:
        """One check-in stays open for each reason: the earlier, and the other is kept as ended.

        Of the cadence's own two it is that of whoever was talked to last: their cadence has
        begun anew since.
        """
        rows = self.rows(
            "select own.reason, own.id, own.due_on, theirs.id, theirs.due_on "
            "from check_in as own join check_in as theirs on theirs.reason = own.reason "
            "where own.contact_id = ? and theirs.contact_id = ? "
            "and own.is_open = 1 and theirs.is_open = 1",
            (kept.id, other.id),
        )
        mine, others = (str(each.last_contact_on or "") for each in (kept, other))
        for reason, own_id, own_on, their_id, their_on in rows:
            if not reason and mine != others:
                ends = their_id if mine > others else own_id
            else:
                ends = their_id if own_on <= their_on else own_id
            self.write(
                f"update check_in set is_open = 0, ended_on = ?, rev = {THIS_ACTION} where id = ?",
                (self.today.isoformat(), ends),
            )

    def _tell_once(self, kept: ContactId, other: ContactId) -> None:
        """Whoever of the two has heard the news: they know it, since the earlier day."""
        self.write(
            "update telling set told_on = theirs.told_on from telling as theirs "
            "where telling.contact_id = ? and theirs.contact_id = ? "
            "and theirs.announcement_id = telling.announcement_id and theirs.told_on is not null "
            "and (telling.told_on is null or telling.told_on > theirs.told_on)",
            (kept, other),
        )

    def _answer_once(self, kept: Contact, other: Contact) -> None:
        """Of two answers to one line of the checklist the newer counts; the older stays beside."""
        rows = self.rows(
            "select own.id, own.criterion, own.answer, own.answered_on, theirs.answer, "
            "theirs.answered_on, own.is_confidential from qualifier as own "
            "join qualifier as theirs on theirs.criterion = own.criterion "
            "where own.contact_id = ? and theirs.contact_id = ?",
            (kept.id, other.id),
        )
        for row_id, criterion, own, own_on, theirs, their_on, is_secret in rows:
            beside = (theirs, their_on)
            if (theirs != "unknown", their_on) > (own != "unknown", own_on):
                beside = (own, own_on)
                self.write(
                    f"update qualifier set answer = ?, answered_on = ?, rev = {THIS_ACTION} "
                    "where id = ?",
                    (theirs, their_on, row_id),
                )
            if own != theirs:
                words = " ".join(beside)
                self._put_beside(kept.id, f"other {criterion}", words, is_secret=is_secret)

    def _move_channels(self, kept: ContactId, other: ContactId) -> None:
        """One way to reach them stands there once, with both labels; in confidence wins."""
        columns = "id, kind, value, label, scope, is_confidential"
        sql = f"select {columns} from channel where contact_id = ? order by id"
        own = {
            way_of(ChannelKind(row[1]), row[2]): row for row in reversed(self.rows(sql, (kept,)))
        }
        for their_id, kind, value, label, scope, is_confidential in self.rows(sql, (other,)):
            known = own.get(way_of(ChannelKind(kind), value))
            if known is None:
                self.write("update channel set contact_id = ? where id = ?", (kept, their_id))
                continue
            labels = dict.fromkeys(each for each in (known[3], label) if each)
            if len({fold(each) for each in labels}) < 2:
                labels = dict.fromkeys(list(labels)[:1])
            changed = (
                ", ".join(labels),
                "personal" if "personal" in (known[4], scope) else "work",
                int(known[5] or is_confidential),
            )
            if changed != (known[3], known[4], known[5]):
                self.write(
                    "update channel set label = ?, scope = ?, is_confidential = ?, "
                    f"rev = {THIS_ACTION} where id = ?",
                    (*changed, known[0]),
                )
                own[way_of(ChannelKind(kind), value)] = (*known[:3], *changed)
            self.write("delete from channel where id = ?", (their_id,))

    def _move_referrals(self, kept: Contact, other: Contact) -> None:
        """Nobody refers themselves, and whom both referred was referred on the earlier day."""
        for by, whom, on, is_secret in self.rows(
            "select contact_id, referred_id, referred_on, is_confidential from referral "
            "where (contact_id, referred_id) in (values (?1, ?2), (?2, ?1))",
            (kept.id, other.id),
        ):
            names = {kept.id: kept.name, other.id: other.name}
            words = f"{names[by]}, {names[whom]}, {on}"
            self._put_beside(kept.id, "other referral", words, is_secret=is_secret)
            self.write("delete from referral where contact_id = ? and referred_id = ?", (by, whom))
        for side, far in (("contact_id", "referred_id"), ("referred_id", "contact_id")):
            self.write(
                f"update referral set referred_on = theirs.referred_on, rev = {THIS_ACTION} "
                "from referral as theirs "
                f"where referral.{side} = ? and theirs.{side} = ? "
                f"and theirs.{far} = referral.{far} and theirs.referred_on < referral.referred_on",
                (kept.id, other.id),
            )
            self.write(
                f"delete from referral where {side} = ?2 and {far} in "
                f"(select {far} from referral where {side} = ?1)",
                (kept.id, other.id),
            )
            self.write(f"update referral set {side} = ?1 where {side} = ?2", (kept.id, other.id))

    def _move_identities(self, kept: ContactId, other: ContactId) -> None:
        """Both are known by all their identities; outside they are called by the first of them.

        What the one who goes was called in our own exports is written down too, or bringing
        such an export would make them anew.
        """
        sql = "select uid from identity where contact_id = ? order by id"
        own, theirs = ([uid for (uid,) in self.rows(sql, (one,))] for one in (kept, other))
        book_id = self.book_id()
        first = [] if own or theirs else [own_uid(book_id, "contact", kept)]
        # Anew, behind the kept one's: the order of rows says which is the first.
        self.write("delete from identity where contact_id = ?", (other,))
        for uid in (*first, *theirs, own_uid(book_id, "contact", other)):
            self.write(
                "insert or ignore into identity (contact_id, uid) values (?, ?)", (kept, uid)
            )

    def _forget_apart(self, kept: ContactId, other: ContactId) -> None:
        """Who was no duplicate of the one who goes is none of the kept one, and they are one."""
        self.write(
            "delete from extra_field where contact_id = ? and name = ? and value in (?, ?)",
            (kept, APART, numbered(kept), numbered(other)),
        )
        self.write(
            "update extra_field set value = ? where name = ? and value = ?",
            (numbered(kept), APART, numbered(other)),
        )

    def _put_beside(
        self, contact_id: ContactId, name: str, text: str, *, is_secret: bool = False
    ) -> None:
        """Keeps words that gave way, once, and as secret as they were."""
        self.write(
            "insert into extra_field (contact_id, name, value, is_confidential, owner) "
            f"select ?1, ?2, ?3, ?4, {OWNER_OF_CONTACT} where not exists "
            "(select 1 from extra_field where contact_id = ?1 and name = ?2 and value = ?3)",
            (contact_id, name, text, int(is_secret)),
        )
