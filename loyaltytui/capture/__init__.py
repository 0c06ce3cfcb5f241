"""What you type: the log line in, a draft and its chips out.

Nothing here stores, asks a book by itself or knows a screen.
"""
