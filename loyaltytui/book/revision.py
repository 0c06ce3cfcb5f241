"""The mark of a row that was changed: the action that changed it last.

Who compares marks, and what a difference means, is each verb's own work.
"""

from __future__ import annotations

THIS_ACTION = "(select action_id from current_action)"
"""What `rev` becomes. Counting up would not do: an undo takes the count back with the row, and the
next change would give it a number that somebody holds already, with other words behind it."""
