"""What brings contacts in and writes them out. On which pages is said in the table of all."""

from __future__ import annotations

from loyaltytui.commands.command import Command

IMPORT = Command(
    "import-contacts", "I", "Import", "Bring in contacts from vCards, tables or a book.", False
)
EXPORT = Command(
    "export-book", "", "Export…", "Write contacts, plans or the whole book to a file.", False
)

IMPORT_PREVIEW = (
    CHANGE_ROW := Command(
        "change-row", "space", "Change", "Let the other word count, or say what the column is."
    ),
    CHANGE_ALIKE := Command(
        "change-alike", "A", "All alike", "Decide all differences like the highlighted one."
    ),
    WHOSE := Command("whose", "o", "Whose", "Say whose list it is: mine, the company's, public."),
    NEXT_PART := Command(
        "next-part", "right_square_bracket", "Next part", "Go to the next part.", False
    ),
    PREVIOUS_PART := Command(
        "previous-part", "left_square_bracket", "Part before", "Go to the part before.", False
    ),
)
