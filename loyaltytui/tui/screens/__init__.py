"""The pages and screens: they hold the book's entries, call its verbs, and read again."""
