"""Dialogs ask and hand back a draft. They never see the book."""
