"""The parts pages and dialogs are made of. They know entries, never the book."""
