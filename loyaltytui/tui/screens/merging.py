"""Contacts who are in the book twice, pair by pair, and two that the rep has marked.

Who is likely to be one is decided in `loyalty/`, what a merge does in the book.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.entries import Contact, ContactId
from loyaltytui.loyalty.duplicates import Likeness
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.merge_box import MergeBox, MergeDraft, Two, Verdict
from loyaltytui.tui.screens.page import Page


async def go_through_duplicates(page: Page) -> None:
    """Shows each pair once; the book is asked anew after each change, for pairs go with it."""
    shown: set[tuple[int, int]] = set()
    try:
        # In the pen's thread: in a big book it takes a second or two.
        pairs = await page.pen.write(page.book.duplicates)
        if not pairs:
            page.notify("Nobody seems to be in the book twice.", markup=False)
            return
        while left := [one for one in pairs if one.pair not in shown]:
            two = _two_of(page, left[0].pair, left[0], f"· {len(left):,} to look at")
            shown.add(left[0].pair)
            draft = await page.app.push_screen_wait(MergeBox(two))
            if draft is None:
                return
            if await _act(page, two, draft):
                pairs = await page.pen.write(page.book.duplicates)
    except BookError as error:
        page.notify(safe(str(error)), severity="error", markup=False)
        return
    page.notify("These were all of them.", markup=False)


async def merge_marked(page: Page, contact_ids: Sequence[ContactId]) -> bool:
    """Offers to make one of exactly two; says whether they are."""
    try:
        two = _two_of(page, contact_ids)
        draft = await page.app.push_screen_wait(MergeBox(two))
        if draft is None:
            return False
        return await _act(page, two, draft) and draft.verdict is Verdict.MERGE
    except BookError as error:
        page.notify(safe(str(error)), severity="error", markup=False)
        return False


async def _act(page: Page, two: Two, draft: MergeDraft) -> bool:
    """Does what was decided; says whether anything was written."""
    if draft.verdict is Verdict.LATER:
        return False
    if draft.verdict is Verdict.APART:
        await page.pen.write(page.book.keep_apart, two.kept, two.other)
        said = f"{two.kept.name} and {two.other.name} are two people."
    else:
        await page.pen.write(page.book.merge, two.kept, two.other, draft.take)
        said = f"Merged: {two.other.name} into {two.kept.name}."
    page.notify(safe(f"{said} {spoken_keys(UNDO)} takes it back."), markup=False)
    page.reread()
    return True


def _two_of(
    page: Page, ids: Sequence[ContactId], like: Likeness | None = None, where: str = ""
) -> Two:
    """Both with what there is of them."""
    found: list[Contact] = page.book.contacts(list(ids))
    if len(found) != 2:
        raise NotFound("One of the two is not in the book any more.")
    kept, other = found
    return Two(
        kept,
        other,
        page.book.hanging_on(kept),
        page.book.hanging_on(other),
        like.reasons if like else (),
        where,
    )
