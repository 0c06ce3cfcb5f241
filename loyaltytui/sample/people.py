"""Who is in the sample book: people, channels, tags, new jobs.

What happened with them lives in `customers`, `newcomers` and `prospects`. Days are counted from
the day the sample is opened; nobody here exists, and their addresses and numbers are those that
are kept for fiction.
"""

from __future__ import annotations

PEOPLE = (
    (-545, "Priya Shah", "Northwind", "VP Operations", "A", ""),
    (-545, "Daniel Osei", "Northwind", "Buyer, technical goods", "C", ""),
    (-421, "Ewa Kowalczyk", "Northwind", "Reliability engineer", "B", ""),
    (-530, "Tom Okafor", "Calder Mills", "Maintenance manager", "A", ""),
    (-300, "Ruth Ainsley", "Calder Mills", "Finance director", "C", ""),
    (-505, "Ana Ruiz", "Solana Dairy", "Plant manager", "B", "3m"),
    (-380, "Iker Etxeberria", "Solana Dairy", "Shift lead, evaporation", "C", ""),
    (-410, "Lee Park", "Hanbit Foods", "Utilities engineer", "B", "6w"),
    (-262, "Mia Berg", "Fjordlaks", "Head of procurement", "B", ""),
    (-262, "Søren Ødegård", "Fjordlaks", "Technical director", "B", ""),
    (-482, "Zoë Müller-Lüdenscheidt", "Galvanik Nord", "Managing director", "B", ""),
    (-482, "Jürgen Weiß", "Galvanik Nord", "Workshop foreman", "C", ""),
    (-350, "山田 花子", "Kitayama Brewing", "Brewing engineer", "B", ""),
    (-350, "Kenji Mori", "Kitayama Brewing", "Plant manager", "B", ""),
    (-441, "Chiara D'Amico", "Marchetti Laminati", "Purchasing lead", "B", ""),
    (-441, "Paolo Brandi", "Marchetti Laminati", "Rolling mill engineer", "C", ""),
    (-332, "יעל כהן", "Carmel Water", "Process engineer", "C", ""),
    (-201, "ليلى حداد", "Atlas Phosphates", "Project manager, acid plant", "B", ""),
    (-517, "Grace Adeyemi", "Brightwater Utilities", "Asset manager", "A", ""),
    (-517, "Owen Pritchard", "Brightwater Utilities", "Pump station supervisor", "C", ""),
    (-461, "Nora Whitlock", "Kingsley Confectionery", "Engineering manager", "B", "4w"),
    (-461, "Ben Achterberg", "Kingsley Confectionery", "Buyer", "D", ""),
    (-402, "Marc Tremblay", "Tamarack Pulp", "Maintenance planner", "C", ""),
    (-402, "Kayla Brooks", "Tamarack Pulp", "Process engineer", "B", ""),
    (-312, "Lucía Fernández", "Quintero Citrus", "Operations director", "B", ""),
    (-371, "Will Penrose", "Orchard Lane Cider", "Owner", "C", ""),
    (-291, "Camille Lefèvre", "Pellegrin Pharma", "Qualification lead", "A", ""),
    (-291, "Hugo Brisset", "Pellegrin Pharma", "Buyer", "C", ""),
    (-431, "Declan Byrne", "Stonebridge Quarry", "Site manager", "C", ""),
    (-241, "Łukasz Wiśniewski", "Wisla Glass", "Head of maintenance", "B", ""),
    (-241, "Agnieszka Żak", "Wisla Glass", "Energy manager", "C", ""),
    (-181, "Arjun Mukherjee", "Teesta Tea", "Factory engineer", "B", ""),
    (-151, "Diego Salas", "Ironwood Biofuels", "Shift supervisor", "", ""),
    (-391, "Henrik Lund", "", "Consulting engineer", "", ""),
    (-97, "Noor van Dijk", "Polder Starch", "Technology manager", "B", ""),
    (-97, "Joost Hendriks", "Polder Starch", "Maintenance engineer", "C", ""),
    (-64, "Rosa Lindqvist", "Brightwater Utilities", "Graduate engineer", "D", ""),
    (-16, "Thandiwe Nkosi", "Umhlanga Sugar", "Chief engineer", "B", ""),
)
"""The day they came into the book, name, account, job, tier, and a cadence of their own.

Thandiwe Nkosi has never been called yet: the sample shows where such people wait.
"""

CHANNELS = (
    ("Priya Shah", "priya.shah@northwind.example", "work"),
    ("Priya Shah", "+44 7700 900114", "work"),
    ("Priya Shah", "priya.s@post.example", "personal"),
    ("Daniel Osei", "daniel.osei@northwind.example", "work"),
    ("Ewa Kowalczyk", "ewa.kowalczyk@northwind.example", "work"),
    ("Ewa Kowalczyk", "+44 1632 960201", "work"),
    ("Tom Okafor", "t.okafor@caldermills.example", "work"),
    ("Tom Okafor", "+44 7700 900127", "personal"),
    ("Ruth Ainsley", "ruth.ainsley@caldermills.example", "work"),
    ("Ana Ruiz", "ana.ruiz@solanadairy.example", "work"),
    ("Ana Ruiz", "+1 209-555-0143", "work"),
    ("Iker Etxeberria", "+1 209-555-0144", "work"),
    ("Lee Park", "lee.park@hanbit.example", "work"),
    ("Lee Park", "+1 206-555-0168", "work"),
    ("Mia Berg", "mia.berg@fjordlaks.example", "work"),
    ("Søren Ødegård", "soren.odegard@fjordlaks.example", "work"),
    ("Søren Ødegård", "https://people.example/soren-odegard", "personal"),
    ("Zoë Müller-Lüdenscheidt", "zoe@galvanik-nord.example", "work"),
    ("Zoë Müller-Lüdenscheidt", "+49 40 66969 310", "work"),
    ("Jürgen Weiß", "+49 40 66969 322", "work"),
    ("山田 花子", "hanako.yamada@kitayama.example", "work"),
    ("Kenji Mori", "kenji.mori@kitayama.example", "work"),
    ("Chiara D'Amico", "chiara.damico@marchetti.example", "work"),
    ("Paolo Brandi", "paolo.brandi@marchetti.example", "work"),
    ("יעל כהן", "yael.cohen@carmelwater.example", "work"),
    ("ليلى حداد", "leila.haddad@atlasphosphates.example", "work"),
    ("Grace Adeyemi", "grace.adeyemi@brightwater.example", "work"),
    ("Grace Adeyemi", "+44 20 7946 0155", "work"),
    ("Grace Adeyemi", "+44 7700 900163", "personal"),
    ("Owen Pritchard", "+44 1632 960244", "work"),
    ("Nora Whitlock", "nora.whitlock@kingsley.example", "work"),
    ("Nora Whitlock", "+44 1632 960218", "work"),
    ("Ben Achterberg", "purchasing@kingsley.example", "work"),
    ("Marc Tremblay", "m.tremblay@tamarack.example", "work"),
    ("Marc Tremblay", "+1 819-555-0119", "work"),
    ("Kayla Brooks", "kayla.brooks@ironwood.example", "work"),
    ("Kayla Brooks", "kaylab@post.example", "personal"),
    ("Lucía Fernández", "lucia.fernandez@quintero.example", "work"),
    ("Will Penrose", "will@orchardlane.example", "work"),
    ("Will Penrose", "+44 7700 900182", "personal"),
    ("Camille Lefèvre", "camille.lefevre@pellegrin.example", "work"),
    ("Camille Lefèvre", "+33 1 99 00 41 17", "work"),
    ("Hugo Brisset", "+33 6 39 98 20 56", "work"),
    ("Declan Byrne", "declan.byrne@stonebridge.example", "work"),
    ("Łukasz Wiśniewski", "l.wisniewski@wislaglass.example", "work"),
    ("Agnieszka Żak", "a.zak@wislaglass.example", "work"),
    ("Arjun Mukherjee", "arjun.m@teestatea.example", "work"),
    ("Diego Salas", "diego.salas@ironwood.example", "work"),
    ("Henrik Lund", "henrik@lund-consulting.example", "personal"),
    ("Henrik Lund", "+44 7700 900139", "personal"),
    ("Noor van Dijk", "noor.vandijk@polderstarch.example", "work"),
    ("Joost Hendriks", "joost.hendriks@polderstarch.example", "work"),
    ("Rosa Lindqvist", "rosa.lindqvist@brightwater.example", "work"),
    ("Thandiwe Nkosi", "t.nkosi@umhlangasugar.example", "work"),
)
"""How to reach them. A personal channel is the rep's own and outlives an employer."""

IN_CONFIDENCE = ("+44 7700 900163",)
"""Channels that were given for emergencies only."""

TAGS = (
    ("acid", "Priya Shah", "Ewa Kowalczyk", "ليلى حداد"),
    ("service contract", "Priya Shah", "Tom Okafor", "Grace Adeyemi", "Nora Whitlock"),
    ("hygienic", "Ana Ruiz", "Iker Etxeberria", "Lee Park", "山田 花子", "Nora Whitlock"),
    ("atex", "Kayla Brooks", "Diego Salas"),
    ("pump day", "Noor van Dijk", "Joost Hendriks", "Arjun Mukherjee", "Thandiwe Nkosi"),
    ("reference?", "Grace Adeyemi", "Zoë Müller-Lüdenscheidt"),
)
"""A tag and those who wear it."""

NEW_JOBS = (
    (-153, "Kayla Brooks", "Ironwood Biofuels", "Process engineer", "B", ""),
    (-205, "Will Penrose", "Orchard Lane Cider", "Owner, retiring", "C", "none"),
)
"""The day somebody changed: name, account, job, tier and cadence from then on.

Will Penrose asked to be left in peace: his cadence is none on purpose.
"""
