-- The first book. Days are ISO text in local time, money is minor units, ids are never reused.

create table book_fact (
  name text primary key,
  value text not null
) strict;

create table account (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null,
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  rev integer not null default 1
) strict;
create unique index account_by_name on account (name_key);

create table contact (
  id integer primary key autoincrement,
  name text not null,
  sort_key text not null,
  account_id integer references account (id),
  job text not null default '',
  tier text not null default '' check (tier in ('', 'A', 'B', 'C', 'D')),
  cadence text not null default '',
  birthday text not null default '',
  address text not null default '',
  about text not null default '',
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  added_on text not null,
  rev integer not null default 1
) strict;
create index contact_by_name on contact (sort_key, id);
create index contact_by_account on contact (account_id, sort_key);

create table employment (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  account_id integer references account (id),
  job text not null default '',
  until_on text not null
) strict;
create index employment_by_contact on employment (contact_id);
create index employment_by_account on employment (account_id);

create table channel (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'link')),
  label text not null default '',
  value text not null,
  value_key text not null,
  scope text not null default 'work' check (scope in ('work', 'personal')),
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index channel_by_contact on channel (contact_id, id);
create index channel_by_value on channel (value_key);

create table tag (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  word text not null,
  unique (contact_id, word)
) strict;
create index tag_by_word on tag (word, contact_id);

create table identity (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  uid text not null unique
) strict;
create index identity_by_contact on identity (contact_id);

create table extra_field (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  name text not null,
  value text not null
) strict;
create index extra_field_by_contact on extra_field (contact_id);

create table interaction (
  id integer primary key autoincrement,
  medium text not null,
  minutes integer check (minutes >= 0),
  happened_on text not null,
  at_time text not null default '',
  text text not null default '',
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;

create table participant (
  id integer primary key autoincrement,
  interaction_id integer not null references interaction (id) on delete cascade,
  contact_id integer not null references contact (id) on delete cascade,
  unique (interaction_id, contact_id)
) strict;
create index participant_by_contact on participant (contact_id, interaction_id);

create table promise (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  interaction_id integer references interaction (id) on delete set null,
  side text not null check (side in ('mine', 'theirs')),
  text text not null,
  made_on text not null,
  due_on text,
  outcome text not null default 'open' check (outcome in ('open', 'kept', 'broken', 'released')),
  ended_on text,
  via text not null default '',
  shown_on text,
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index promise_by_contact on promise (contact_id, outcome);
create index promise_open on promise (due_on, id) where outcome = 'open';
create index promise_by_interaction on promise (interaction_id);

create table promise_move (
  id integer primary key autoincrement,
  promise_id integer not null references promise (id) on delete cascade,
  moved_on text not null,
  from_on text,
  to_on text not null
) strict;
create index promise_move_by_promise on promise_move (promise_id);

create table check_in (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  purpose text not null default 'cadence'
    check (purpose in ('cadence', 'asked', 'retry', 'delivery', 'value', 'cycle')),
  reason text not null default '',
  due_on text not null,
  shown_on text,
  is_open integer not null default 1,
  ended_on text,
  rev integer not null default 1
) strict;
create unique index check_in_one_per_reason on check_in (contact_id, reason) where is_open = 1;
create index check_in_open on check_in (due_on, id) where is_open = 1;
create index check_in_by_contact on check_in (contact_id);

create table note (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  interaction_id integer references interaction (id) on delete set null,
  kind text not null,
  text text not null,
  noted_on text not null,
  was_noticed integer not null default 0,
  was_met text not null default '' check (was_met in ('', 'well', 'badly')),
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index note_by_contact on note (contact_id, kind, noted_on);
create index note_by_kind on note (kind, noted_on);
create index note_by_interaction on note (interaction_id);

create table question (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  interaction_id integer references interaction (id) on delete set null,
  topic text not null default '',
  text text not null,
  asked_on text not null,
  answered_on text,
  answer text not null default '',
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index question_by_contact on question (contact_id, answered_on);
create index question_by_interaction on question (interaction_id);

create table purchase (
  id integer primary key autoincrement,
  account_id integer not null references account (id) on delete cascade,
  contact_id integer references contact (id) on delete set null,
  interaction_id integer references interaction (id) on delete set null,
  what text not null default '',
  amount_minor integer not null check (amount_minor >= 0),
  currency text not null,
  bought_on text not null,
  delivered_on text,
  confirmed_on text,
  confirmed_words text not null default '',
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index purchase_by_account on purchase (account_id, bought_on);
create index purchase_by_contact on purchase (contact_id);
create index purchase_by_interaction on purchase (interaction_id);

create table problem (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  interaction_id integer references interaction (id) on delete set null,
  text text not null,
  fault text not null default 'ours' check (fault in ('ours', 'colleague', 'theirs')),
  raised_on text not null,
  apologised_on text,
  fixed_on text,
  made_good_on text,
  made_good text not null default '',
  owner text not null default 'company' check (owner in ('mine', 'company', 'public')),
  is_confidential integer not null default 0,
  rev integer not null default 1
) strict;
create index problem_by_contact on problem (contact_id, raised_on);
create index problem_open on problem (raised_on) where fixed_on is null;
create index problem_by_interaction on problem (interaction_id);

create table reference (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  state text not null check (state in ('asked', 'yes', 'no', 'used', 'thanked')),
  stated_on text not null,
  text text not null default ''
) strict;
create index reference_by_contact on reference (contact_id, stated_on);

create table referral (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  referred_id integer not null references contact (id) on delete cascade,
  referred_on text not null,
  unique (contact_id, referred_id)
) strict;
create index referral_by_referred on referral (referred_id);

create table departure (
  id integer primary key autoincrement,
  account_id integer not null references account (id) on delete cascade,
  lost_on text not null,
  why text not null default '',
  look_again_on text,
  back_on text
) strict;
create index departure_by_account on departure (account_id, lost_on);

create table verdict (
  id integer primary key autoincrement,
  account_id integer not null references account (id) on delete cascade,
  verdict text not null check (verdict in ('renew', 'renegotiate', 'let go')),
  reason text not null default '',
  given_on text not null
) strict;
create index verdict_by_account on verdict (account_id, given_on);

create table qualifier (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  criterion text not null,
  answer text not null check (answer in ('yes', 'no', 'unknown')),
  answered_on text not null,
  unique (contact_id, criterion)
) strict;

create table pursuit (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id) on delete cascade,
  verdict text not null check (verdict in ('pursue', 'park', 'drop')),
  until_on text,
  reason text not null default '',
  given_on text not null
) strict;
create index pursuit_by_contact on pursuit (contact_id, given_on);

create table announcement (
  id integer primary key autoincrement,
  text text not null,
  announced_on text not null
) strict;

create table telling (
  id integer primary key autoincrement,
  announcement_id integer not null references announcement (id) on delete cascade,
  contact_id integer not null references contact (id) on delete cascade,
  told_on text,
  unique (announcement_id, contact_id)
) strict;
create index telling_by_contact on telling (contact_id);

-- What lists sort by. Derived by the pure rules from the tables above, never typed in,
-- rebuilt at any time, and therefore outside the journal.
create table standing (
  contact_id integer primary key references contact (id) on delete cascade,
  last_contact_on text,
  next_check_in_on text,
  cadence_days integer not null default 0,
  open_count integer not null default 0
) strict;
create index standing_by_last_contact on standing (last_contact_on, contact_id);
create index standing_by_next_check_in on standing (next_check_in_on, contact_id);
create index standing_nothing_planned on standing (last_contact_on) where open_count = 0;

create table action (
  id integer primary key autoincrement,
  uuid text not null unique,
  done_at text not null,
  sentence text not null,
  origin text not null,
  kind text not null default 'do' check (kind in ('do', 'undo', 'redo')),
  reverts integer references action (id),
  reverted_by integer references action (id)
) strict;

create table change (
  id integer primary key autoincrement,
  action_id integer not null references action (id),
  table_name text not null,
  row_id integer not null,
  op text not null check (op in ('I', 'U', 'D')),
  before text,
  after text
) strict;
create index change_by_action on change (action_id);

-- Holds one row while an action is under way; the journal's triggers refuse any write without it.
create table current_action (
  one integer primary key check (one = 1),
  action_id integer not null
) strict;

create virtual table search using fts5 (
  name, text, contact_id unindexed, source unindexed, is_confidential unindexed,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
