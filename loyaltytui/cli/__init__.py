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
          kind is promise, check_in, owed, problem, after_sale, nothing_planned or upcoming, in the
          agenda's order; an upcoming item also says what it is `of`: promise, check_in, owed or
          after_sale. `id` is the promise's number, the check-in's, the problem's, the purchase's
          of a question that the book itself asks after a sale, or the contact's.
show      {"today", "id", "name", "account", "job", "tier", "birthday", "address", "about", "owner",
          "cadence" (the one in force, or null), "own_cadence" (a cadence, "none", or "" where the
          tier decides), "next_check_in", "last_contact", "tags": [words],
          "promises" and "owed" (open ones): [{"id", "text", "made_on", "due_on", "days_late",
          "via"}], "check_ins": [{"id", "due_on", "days_late", "reason", "shown_on"}],
          "questions" (open): [{"id", "text", "asked_on", "topic", "owner"}], "notes": [{"id",
          "kind", "text", "noted_on", "owner", "noticed", "met"}], "channels": [{"id",
          "kind", "label", "value", "scope", "owner"}],
          "timeline" (the latest 20): [{"on", "at", "what", "text", "state"}],
          "step" (0 to 6), "step_label", "step_holes": [steps], "step_advice": [a sentence a hole],
          "trust": {"balance", "kept_on_time", "ended", "streak", "lines": [{"on", "what", "text",
          "points", "balance", "source" (promise, problem or note), "id"}], "pending": [{"on",
          "points", "text"}]}, "worth": {CURRENCY: {"total", "years": {YEAR: amount}}},
          "median_gap_days", "next_purchase", "effort": {"minutes", "problems"}, "reach",
          "purchases": [{"id", "what", "amount", "currency", "bought_on", "delivered_on",
          "confirmed_on", "confirmed_words"}], "problems": [{"id", "text", "fault", "raised_on",
          "apologised_on", "fixed_on", "made_good_on", "made_good", "days_taken"}],
          "references": [{"state", "on", "text"}], "qualified": {line: answer}, "pursuit":
          {"verdict", "until", "reason"} or null, "answered": [{"id", "text", "answer",
          "answered_on"}], "never_asked": [kinds of note]}. Amounts are decimal text, and never
          added across currencies. What is told in confidence keeps its place in the trust
          statement, without its words.
loyalty   {"today", "steps": {step: contacts}, "states": {state: contacts}, "kept_by_month":
          [{"month", "kept_on_time", "ended"}], "worth": [{"account", "worth"}],
          "high_maintenance": [{"account", "minutes", "worth", "verdict", "reason", "given_on"}],
          "reach": {reach: contacts}, "at_risk": [people], "references": [people with "state",
          "asked_on", "may_ask", "why_not"], "referrals": [{"by", "whom", "account", "on",
          "worth"}], "lost": [{"account", "on", "why", "look_again_on", "worth"}]}; people are
          {"contact_id", "contact", "account", "step", "trust", "reach"}.
find      {"text", "items": [{"contact_id", "contact", "account", "source", "text"}]}
          source is contact, channel, tag, interaction, promise, check_in, note, question, problem,
          purchase or field; the text is empty where it was told in confidence.
duplicates {"items": [{"contacts": [{"id", "contact", "account"} twice], "reasons": [words]}]}; the
          likeliest first, and of each two the one who is longer in the book.
merge     {"kept": {"id", "contact", "account"}, "other": the same, "fields": {field: text} as they
          will be, "beside": [{"name", "text"}] (extra fields for what gave way), "merged": false
          for a dry run}
backup    {"backups": [{"number", "at", "why", "contacts", "interactions", "bytes", "path"}]} with
          --list; both counts are null where a file can't be read.
promises  {"today", "items": [{"id", "side" (mine or theirs), "contact", "account", "text",
          "made_on", "due_on", "days_late", "via"}]}
"""
