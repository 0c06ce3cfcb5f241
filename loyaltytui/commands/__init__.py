"""Every key and command in the program, written down once, as plain data.

Free of Textual, so that the command line, the README and the tests read it without waiting
for a terminal library. What a command does lives on the screen that shows it.
"""

from __future__ import annotations

from loyaltytui.commands.bulk import ALL_DELETE, TO_ALL
from loyaltytui.commands.channels import THEIR_CHANNELS
from loyaltytui.commands.command import Command as Command
from loyaltytui.commands.command import spoken_keys as spoken_keys
from loyaltytui.commands.exchange import EXPORT as EXPORT
from loyaltytui.commands.exchange import IMPORT as IMPORT
from loyaltytui.commands.exchange import IMPORT_PREVIEW as IMPORT_PREVIEW
from loyaltytui.commands.merging import ALL_MERGE, DUPLICATES, MERGE_KEYS
from loyaltytui.commands.program import EDIT_SETTINGS, PROGRAM, STEPS, STOP_WORK

SHOW_AGENDA = Command("show-agenda", "1", "Agenda", "See what needs you today.", False)
SHOW_CONTACTS = Command("show-contacts", "2", "Contacts", "See everyone, and filter them.", False)
SHOW_CONTACT = Command(
    "show-contact", "3", "Contact", "See all there is about the highlighted contact.", False
)
SHOW_LOYALTY = Command(
    "show-loyalty", "4", "Loyalty", "See how loyal they all are, and what follows from it.", False
)
LOG_LINE = Command("log-line", "l", "Log", "Write down the talk you just had, in one line.")
FIND = Command("find", "slash", "Find", "Find a contact by name, account, channel, tag or note.")
REVIEW = Command("review", "r", "Review", "Go through what is due, one card at a time.")
BRIEF = Command("brief", "b", "Brief", "All about the highlighted contact on one page.", False)
ADD_CONTACT = Command("add-contact", "a", "Add", "Write a new contact into the book.")
UNDO = Command("undo", "u", "Undo", "Take back the last change, whatever it was.")
REDO = Command("redo", "ctrl+r", "Redo", "Do again what was just taken back.", False)
HISTORY = Command("history", "H", "History", "See the latest changes, and take them back.", False)
NEWS = Command("news", "N", "News", "See what is to be told, and who has not heard it.", False)
HELP = Command("help", "question_mark", "Help", "Show the keys that work here.")
PALETTE = Command("palette", "ctrl+p", "Palette", "Find a command by its name.", False)
QUIT = Command("quit", "q", "Quit", "Close the book.", False)

SAMPLE = Command("open-sample", "X", "Sample", "Open a sample book to play with.", False)

BACK_UP = Command("back-up", "", "Back up now", "Make a copy of the book.", False)
BACKUPS = Command("backups", "", "Backups…", "See the copies of the book, and restore one.", False)

FORGET = Command(
    "forget", "", "Forget…", "Erase the highlighted contact for good, after asking.", False
)

PALETTE_ONLY = (*PROGRAM, EXPORT, BACK_UP, BACKUPS, FORGET, DUPLICATES)
"""What is wanted too seldom for a key of its own."""

EVERYWHERE = (
    SHOW_AGENDA,
    SHOW_CONTACTS,
    SHOW_CONTACT,
    SHOW_LOYALTY,
    LOG_LINE,
    REVIEW,
    FIND,
    BRIEF,
    ADD_CONTACT,
    IMPORT,
    SAMPLE,
    UNDO,
    REDO,
    HISTORY,
    NEWS,
    HELP,
    PALETTE,
    QUIT,
)

DOWN = Command("down", "j,down", "Down", "Go to the next row.", False)
UP = Command("up", "k,up", "Up", "Go to the row before.", False)
PAGE_DOWN = Command("page-down", "pagedown,ctrl+d", "Page down", "Go a page down.", False)
PAGE_UP = Command("page-up", "pageup,ctrl+u", "Page up", "Go a page up.", False)
FIRST = Command("first", "g,home", "First", "Go to the first row.", False)
LAST = Command("last", "G,end", "Last", "Go to the last row.", False)
OPEN = Command("open", "enter", "Open", "Open the highlighted row.", False)

LIST = (DOWN, UP, PAGE_DOWN, PAGE_UP, FIRST, LAST, OPEN)

KEEP = Command("keep", "K", "Kept", "Mark the promise as kept.")
BREAK = Command("break", "B", "Broken", "Mark the promise as broken.", False)
RELEASE = Command("release", "R", "Released", "They said never mind about the promise.", False)
SNOOZE = Command("snooze", "s", "Snooze", "See it on a later day; its due date stays.")
MOVE = Command("move", "m", "Move", "Set a new date that was agreed with them.")
EDIT = Command("edit", "e", "Edit", "Change the highlighted row.")
DELETE = Command("delete", "D", "Delete", "Take the highlighted row out of the book.", False)

TOLD = Command("told", "t", "Told", "They have heard the news now.", False)
LET_OFF = Command("let-off", "R", "Need not hear", "They need not hear the news.")

MARK = Command("mark", "space", "Mark", "Mark the highlighted contact, or not any more.")
MARK_ALL = Command("mark-all", "asterisk", "All", "Mark everybody who is shown, or nobody.", False)
ACT_ON_ALL = Command("act-on-all", "x", "Act on all", "Do one thing to all who are marked.")
UNMARK = Command("unmark", "escape", "Unmark", "Mark nobody any more.", False)

MARKING = (MARK, MARK_ALL, ACT_ON_ALL, UNMARK)

AGENDA = (KEEP, BREAK, RELEASE, SNOOZE, MOVE, EDIT, *THEIR_CHANNELS, *MARKING)

SORT = Command("sort", "o", "Sort", "Sort by the next column.")
REVERSE_SORT = Command("reverse-sort", "O", "Reverse", "Turn the order around.", False)
FILTER = Command("filter", "f", "Filter", "Choose whom to see: by step, tier, tag, reach and more.")

CONTACTS = (SORT, REVERSE_SORT, FILTER, EDIT, DELETE, *THEIR_CHANNELS, *MARKING)

NEXT_SECTION = Command("next-section", "tab,right_square_bracket", "Section", "Next section.")
PREVIOUS_SECTION = Command(
    "previous-section", "shift+tab,left_square_bracket", "Back", "Section before.", False
)
EDIT_CONTACT = Command("edit-contact", "E", "Contact", "Change the contact itself.", False)
ADD_PROMISE = Command("add-promise", "p", "Promise", "Write down what you said you would do.")
ADD_OWED = Command("add-owed", "w", "Owed", "Write down what they said they would do.", False)
ADD_CHECK_IN = Command("add-check-in", "i", "Check-in", "Plan when to be in touch next.")
ADD_CHANNEL = Command("add-channel", "c", "Channel", "Add an email, phone number or link.")
ADD_NOTE = Command("add-note", "n", "Note", "Write down a note of any kind.")
ADD_QUESTION = Command("add-question", "A", "Ask", "Write down what to ask them next time.", False)
ADD_PURCHASE = Command(
    "add-purchase", "dollar_sign", "Purchase", "Write down what their account bought.", False
)
ADD_PROBLEM = Command(
    "add-problem", "exclamation_mark", "Problem", "Write down what went wrong.", False
)
QUALIFY = Command(
    "add-qualifying", "Q", "Qualify", "Go through the checklist; pursue, park or drop them.", False
)
ADD_REFERENCE = Command(
    "add-reference", "f", "Reference", "Write down how far they are as a reference.", False
)
ADD_REFERRAL = Command(
    "add-referral", "F", "Referral", "Write down whom they sent you, or who sent them.", False
)
LOSE = Command("lose", "L", "Lost, back", "Their account left, or it came back.", False)
GIVE_VERDICT = Command(
    "give-verdict", "V", "Verdict", "Renew, renegotiate or let go, and why.", False
)
CONFIDENTIAL = Command(
    "confidential", "asterisk", "In confidence", "Mask the row as told in confidence.", False
)
OWNER = Command("owner", "o", "Owner", "Say whose the row is: mine, company or public.", False)
REVEAL = Command("reveal", "v", "Reveal", "Show what was told in confidence.", False)
COPY_CHANNEL = Command(
    "copy-channel", "y", "Copy", "Copy the channel, by way of the terminal's clipboard."
)
OPEN_CHANNEL = Command(
    "open-channel", "C", "Call", "Call, mail or open the channel with the desktop's own program."
)
CLOSE = Command("close", "escape", "Back", "Go back to where you came from.", False)

CONTACT = (
    NEXT_SECTION,
    PREVIOUS_SECTION,
    EDIT_CONTACT,
    ADD_PROMISE,
    ADD_OWED,
    ADD_CHECK_IN,
    ADD_CHANNEL,
    ADD_NOTE,
    ADD_QUESTION,
    ADD_PURCHASE,
    ADD_PROBLEM,
    QUALIFY,
    ADD_REFERENCE,
    ADD_REFERRAL,
    LOSE,
    GIVE_VERDICT,
    KEEP,
    BREAK,
    RELEASE,
    SNOOZE,
    MOVE,
    TOLD,
    EDIT,
    DELETE,
    CONFIDENTIAL,
    OWNER,
    REVEAL,
    COPY_CHANNEL,
    OPEN_CHANNEL,
    CLOSE,
)

SNOOZE_UNTIL = Command("snooze-until", "S", "Snooze until", "Say when to see it again.", False)
SKIP = Command("skip", "n,space", "Skip", "Leave the card for another day; it stays due.")
STOP = Command("stop", "escape", "Stop", "Stop the review; it goes on where it was left.")

REVIEWING = (KEEP, BREAK, RELEASE, SNOOZE, SNOOZE_UNTIL, MOVE, SKIP, ADD_CHECK_IN, TOLD, STOP)

VERDICT = Command("verdict", "v", "Verdict", "Renew, renegotiate or let go, and why.")

LOYALTY = (NEXT_SECTION, PREVIOUS_SECTION, VERDICT)

SAVE = Command("save", "ctrl+s", "Save", "Take what is typed; enter does the same.")
LEAVE = Command("leave", "escape", "Leave", "Close the box without saving.")
NEXT_FIELD = Command("next-field", "down", "Next line", "Go to the next line of a form.", False)
PREVIOUS_FIELD = Command(
    "previous-field", "up", "Line before", "Go to the line before in a form.", False
)

RESTORE = Command("restore", "ctrl+o", "As stored", "Drop what is not saved yet.", False)

BOX = (SAVE, LEAVE)
KEPT_BOX = (*BOX, RESTORE)
EDITOR = Command(
    "editor", "ctrl+e", "Editor", "Write on in the editor of $VISUAL or $EDITOR.", False
)
FORM = (*KEPT_BOX, NEXT_FIELD, PREVIOUS_FIELD, EDITOR)

BULK_MENU = (*TO_ALL, ALL_MERGE, ALL_DELETE, LEAVE)
BACKUPS_BOX = (LEAVE,)
MERGE_BOX = (*MERGE_KEYS, LEAVE)
NEWS_BOX = (TOLD, LET_OFF, EDIT, DELETE, UNDO, NEWS, LEAVE)
HISTORY_BOX = (UNDO, REDO, HISTORY, LEAVE)

IMPORT_BOX = (*KEPT_BOX, *IMPORT_PREVIEW)
COLUMN_BOX = (*BOX, NEXT_FIELD, PREVIOUS_FIELD)

WELCOME = (IMPORT, SAMPLE, ADD_CONTACT, LOG_LINE, LEAVE)
HELP_BOX = (LEAVE,)
TOUR_BOX = (*STEPS, LEAVE)
SETTINGS_BOX = (EDIT_SETTINGS, LEAVE)
BRIEF_BOX = (LEAVE, BRIEF)

PICK_NEXT = Command("pick-next", "down", "Next", "Choose the next of several contacts.", False)
PICK_PREVIOUS = Command(
    "pick-previous", "up", "Before", "Choose the one before of several contacts.", False
)
NEW_LINE = Command("new-line", "ctrl+j", "New line", "Go on in another line.", False)

TAKE_OFFER = Command(
    "take-offer", "tab", "Take", "Take the name or mark offered in grey, as right does.", False
)
LOG_BOX = (*BOX, NEW_LINE, TAKE_OFFER, EDITOR, PICK_NEXT, PICK_PREVIOUS)

PAGES = {
    "Everywhere": EVERYWHERE,
    "In every list": LIST,
    "Agenda": AGENDA,
    "Contacts": CONTACTS,
    "Contact": CONTACT,
    "Loyalty": LOYALTY,
    "Review": REVIEWING,
    "Acting on all who are marked": BULK_MENU,
    "In the News box": NEWS_BOX,
    "In the Duplicates box": MERGE_BOX,
    "In the Settings box": SETTINGS_BOX,
    "On the tour": TOUR_BOX,
    "In the Log box": LOG_BOX,
    "In the preview of an import": IMPORT_PREVIEW,
    "In a form": FORM,
    "While a backup or a check goes on": (STOP_WORK,),
}
"""The commands as a reader meets them, page by page."""

_SCREENS = ("Everywhere", "In every list", "Agenda", "Contacts", "Contact", "Loyalty", "Review")
_WITH_LISTS = (
    *("In the News box", "In the Duplicates box"),
    *("In the preview of an import", "In the Settings box"),
)


def answering_together() -> list[tuple[Command, ...]]:
    """The commands that answer at the same time, page by page: a key means one of them.

    A box lies over its page, whose keys wait until it is closed.
    """
    return [
        (*EVERYWHERE, *LIST, *page)
        if name in _SCREENS
        else (*LIST, *page)
        if name in _WITH_LISTS
        else page
        for name, page in PAGES.items()
    ] + [(*LIST, *HISTORY_BOX)]


BY_ID = {command.id: command for page in PAGES.values() for command in page}
