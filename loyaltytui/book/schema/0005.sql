-- What every account costs and brings within the windows that count: minutes, problems as minutes,
-- and what was bought in each currency. Kept by triggers as rows are written, so that nobody has
-- to add up all talks and all purchases to see who stands first. All of it is derived.

create table account_sum (
  account_id integer primary key,
  effort integer not null default 0,
  is_customer integer not null default 0
) strict;
create index account_sum_by_effort on account_sum (effort, account_id) where is_customer = 1;

create table account_worth (
  account_id integer not null,
  currency text not null,
  minor integer not null,
  purchases integer not null,
  rate real,
  is_largest integer not null default 0,
  primary key (account_id, currency)
) strict, without rowid;
create index account_worth_by_rate on account_worth (currency, rate) where rate is not null;
create index account_worth_largest on account_worth (currency, minor desc, account_id)
  where is_largest = 1;

-- The windows as of the day the sums were last brought up to. One row, or none: not summed yet.
create table account_window (
  one integer primary key check (one = 1),
  effort_from text not null,
  worth_from text not null,
  until_on text not null,
  problem_minutes integer not null
) strict;

-- When a window moves on, these find what leaves it and what comes in.
create index purchase_by_day on purchase (bought_on, account_id);
create index problem_by_day on problem (raised_on, contact_id);

-- Whoever left last stands first.
create index departure_by_day on departure (lost_on, id);

-- Accounts by each word of their name and all that follows it, and how many people are there.
create table account_part (
  part text not null,
  account_key text not null,
  primary key (part, account_key)
) strict, without rowid;
alter table account_met add column people integer not null default 0;

-- A filter is asked of each person as they stand in an order: what hardly ever changes about them
-- stands in every order's index, and is read without the row.
drop index standing_by_account;
create index standing_by_account on standing (account_key, name_key, contact_id, tier_key, owner_key, is_late);
drop index standing_by_tier;
create index standing_by_tier on standing (tier_key, name_key, contact_id, account_key, owner_key, is_late);
drop index standing_by_trust;
create index standing_by_trust on standing (trust, name_key, contact_id, account_key, tier_key, owner_key, is_late);
drop index standing_by_worth;
create index standing_by_worth on standing
  (worth_currency, worth_minor, name_key, contact_id, account_key, tier_key, owner_key, is_late);
drop index standing_by_reach;
create index standing_by_reach on standing (reach, name_key, contact_id, account_key, tier_key, owner_key, is_late);
drop index standing_by_step;
create index standing_by_step on standing (step, name_key, contact_id, account_key, tier_key, owner_key, is_late);
drop index standing_by_last_contact;
create index standing_by_last_contact on standing
  (last_contact_on, name_key, contact_id, account_key, tier_key, owner_key, is_late);
drop index standing_by_next_check_in;
create index standing_by_next_check_in on standing
  (next_check_in_on, name_key, contact_id, account_key, tier_key, owner_key, is_late);

-- Whoever few filters let pass is found without reading an order through.
create index standing_late on standing (contact_id) where is_late = 1;
create index standing_by_owner on standing (owner_key, contact_id) where owner_key <> 'company';

-- What the agenda asks after a sale begins with the accounts that were quiet for long: those whose
-- latest talk was with somebody who is away now are found here, and so are customers at none. And
-- sales that were agreed with somebody, who is asked about them, are walked without all the others.
create index standing_away on standing (last_contact_on, away_until, account_key)
  where away_until is not null;
create index standing_at_none on standing (contact_id)
  where account_key = '' and (step_state <> '' or next_purchase_on is not null);
create index purchase_agreed_not_delivered on purchase (bought_on, account_id, contact_id)
  where delivered_on is null and contact_id is not null;
create index purchase_agreed_not_confirmed on purchase (delivered_on, account_id, contact_id)
  where confirmed_on is null and contact_id is not null;

-- What contacts are called, by itself: whoever is named is found first, and to look for a name among
-- all that was ever said takes a hundred times as long. Kept by triggers, as that index is.
create virtual table search_name using fts5 (
  name, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6'
);

-- Of either side's open promises those that come first.
create index promise_open_by_side on promise (side, due_on) where outcome = 'open';
