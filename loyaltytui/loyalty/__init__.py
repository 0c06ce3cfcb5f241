"""What it means. Pure: entries and a today in, figures out; no book, no screen, no clock."""
