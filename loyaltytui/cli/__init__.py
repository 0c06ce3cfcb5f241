"""The verbs of the command line: what scripts and quick hands use instead of the terminal app.

What a verb does to the book lives in `book/`; nothing here loads a terminal library.

Data goes to standard output, narration to standard error. A verb ends with 0 when it is done, 1
when nothing answers to the words, 2 for bad usage or words that may mean several, 3 when the book
can't be used. Empty lists are answers too: `due` and `promises` with nothing in them end with 0.

With `--json` a verb prints one object. Days are `YYYY-MM-DD` or null, keys never change their
meaning, and new ones may join them. A promise told in confidence keeps its place with
"(in confidence)" for its words; a channel, note, question or line of the timeline told in
confidence is left out. `--confidential` shows them all.

due       {"today", "items": [{"kind", "id", "contact", "account", "due_on", "days_late", "text"}]}
          kind is promise, check_in, owed, nothing_planned or upcoming, in the agenda's order; an
          upcoming item also says what it is `of`: promise, check_in or owed. `id` is the promise's
          number, the check-in's, or under nothing_planned the contact's.
show      {"today", "id", "name", "account", "job", "tier", "birthday", "address", "about", "owner",
          "cadence" (the one in force, or null), "own_cadence" (a cadence, "none", or "" where the
          tier decides), "next_check_in", "last_contact", "tags": [words],
          "promises" and "owed" (open ones): [{"id", "text", "made_on", "due_on", "days_late",
          "via"}], "check_ins": [{"id", "due_on", "days_late", "reason", "shown_on"}],
          "questions": [{"id", "text", "asked_on"}], "notes": [{"id", "kind", "text", "noted_on",
          "owner"}], "channels": [{"id", "kind", "label", "value", "scope", "owner"}],
          "timeline" (the latest 20): [{"on", "at", "what", "text", "state"}]}
find      {"text", "items": [{"contact_id", "contact", "account", "source", "text"}]}
          source is contact, channel, tag, interaction, promise, check_in, note, question, problem
          or field; the text is empty where it was told in confidence.
promises  {"today", "items": [{"id", "side" (mine or theirs), "contact", "account", "text",
          "made_on", "due_on", "days_late", "via"}]}
"""
