"""Where contacts were before: shown, corrected, taken out.

Writing one down when somebody moves is `people`'s work, or `importing`'s.
"""

from __future__ import annotations

from loyaltytui.book.errors import Refused
from loyaltytui.book.people import People
from loyaltytui.book.stored import read_day, words_of
from loyaltytui.drafts import EmploymentDraft
from loyaltytui.entries import ContactId, Employment, EmploymentId, Owner
from loyaltytui.plain import clean

_OWNERS = words_of(Owner)
_NAMED = "That former job"


class Employments(People):
    """The verbs about former jobs."""

    def employments_of(self, contact_id: ContactId) -> list[Employment]:
        """Where a contact was before, the latest first."""
        rows = self.rows(
            "select employment.id, account_id, coalesce(account.name, ''), job, until_on, "
            "employment.owner, is_confidential, employment.rev from employment "
            "left join account on account.id = employment.account_id "
            "where contact_id = ? order by until_on desc, employment.id desc",
            (contact_id,),
        )
        return [
            Employment(
                *(EmploymentId(found), account_id, account, job, read_day(until)),
                *(_OWNERS[owner], bool(secret), rev),
            )
            for found, account_id, account, job, until, owner, secret, rev in rows
        ]

    def edit_employment(self, before: Employment, draft: EmploymentDraft) -> None:
        """Corrects a former job; one that was changed meanwhile is a `Conflict`."""
        account, job = clean(draft.account).strip(), clean(draft.job).strip()
        if not account and not job:
            raise Refused("A former job needs an account or a job; D takes it out.")
        if draft.until_on != before.until_on:
            self._refuse_future(draft.until_on)
        with self.act("edit a former job"):
            is_same = account == before.account
            account_id = before.account_id if is_same else self._account_id(account)
            changes = {"account_id": account_id, "job": job, "until_on": draft.until_on}
            self._rewrite("employment", before, _NAMED, **changes)

    def delete_employment(self, former: Employment) -> None:
        """Takes a former job out of the book. `u` brings it back."""
        with self.act("delete a former job"):
            self._strike("employment", former, _NAMED)
