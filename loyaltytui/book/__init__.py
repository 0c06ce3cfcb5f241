"""What is written. The only room that speaks peewee; it never learns that a terminal exists."""
