-- The agenda: of what was snoozed, what comes back first; and check-ins that ask after a sale.
create index promise_snoozed on promise (shown_on, side, due_on, contact_id)
  where outcome = 'open' and shown_on is not null;
create index check_in_after_sale on check_in (due_on, contact_id)
  where is_open = 1 and purpose in ('delivery', 'value');

-- What accounts bought within the window in each year, and what of it was told in confidence: those
-- who buy most have hundreds of purchases, and the overview tells each of them in one line. Derived.
create table account_year (
  account_id integer not null,
  currency text not null,
  year integer not null,
  is_confidential integer not null,
  minor integer not null,
  purchases integer not null,
  primary key (account_id, currency, year, is_confidential)
) strict, without rowid;

-- Where nothing was summed yet, there is no window, and all is when the book is opened next.
insert into account_year (account_id, currency, year, is_confidential, minor, purchases)
  select account_id, currency, cast(substr(bought_on, 1, 4) as integer), is_confidential,
    sum(amount_minor), count(*)
  from account_window join purchase on bought_on between worth_from and until_on group by 1, 2, 3, 4;

-- Was anything ever said about them as a reference? They stand before all others who may be asked,
-- and are few among all contacts. Kept by triggers. Derived.
alter table standing add column spoken_of integer not null default 0;
update standing set spoken_of = 1 where contact_id in (select contact_id from reference);
create index standing_spoken_of on standing (step desc, trust desc, name_key, contact_id, is_late)
  where spoken_of = 1;

-- Whoever is passed over on the way, or counted, is so without their row.
drop index standing_by_rank;
create index standing_by_rank on standing
  (step desc, trust desc, name_key, contact_id, reach, is_late, step_state, spoken_of);
drop index departure_by_day;
create index departure_by_day on departure (lost_on, id, back_on);

-- Towards whom something is late, the most worth first; and in any other order without their rows.
drop index standing_late;
create index standing_late on standing
  (worth_currency, worth_minor, name_key, contact_id, account_key, tier_key, step, trust, reach,
  last_contact_on, next_check_in_on) where is_late = 1;

-- No page asks these any more.
drop index note_by_kind;
drop index promise_by_end;
drop index departure_lost;

-- What was bought, account by account, is found by the index that sums it up as well.
drop index purchase_by_account;

-- Of news that everybody was told, the agenda asks whether anybody was not yet.
create index telling_owed on telling (announcement_id) where told_on is null;
