"""What each program calls its columns: one small table a program."""
