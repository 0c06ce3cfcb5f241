-- Every row that the Contact page shows says whose it is, may be told in confidence, and counts its
-- changes: these did not yet. Until now an export took them along with the contact or the account
-- they hang on, and so that one's owner is theirs.

alter table check_in add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table check_in add column is_confidential integer not null default 0;
update check_in set owner = (select owner from contact where id = check_in.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table reference add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table reference add column is_confidential integer not null default 0;
alter table reference add column rev integer not null default 1;
update reference set owner = (select owner from contact where id = reference.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table referral add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table referral add column is_confidential integer not null default 0;
alter table referral add column rev integer not null default 1;
update referral set owner = (select owner from contact where id = referral.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table departure add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table departure add column is_confidential integer not null default 0;
alter table departure add column rev integer not null default 1;
update departure set owner = (select owner from account where id = departure.account_id)
  where account_id in (select id from account where owner <> 'company');

alter table verdict add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table verdict add column is_confidential integer not null default 0;
alter table verdict add column rev integer not null default 1;
update verdict set owner = (select owner from account where id = verdict.account_id)
  where account_id in (select id from account where owner <> 'company');

alter table qualifier add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table qualifier add column is_confidential integer not null default 0;
alter table qualifier add column rev integer not null default 1;
update qualifier set owner = (select owner from contact where id = qualifier.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table pursuit add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table pursuit add column is_confidential integer not null default 0;
alter table pursuit add column rev integer not null default 1;
update pursuit set owner = (select owner from contact where id = pursuit.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table extra_field add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table extra_field add column is_confidential integer not null default 0;
alter table extra_field add column rev integer not null default 1;
update extra_field set owner = (select owner from contact where id = extra_field.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

alter table employment add column owner text not null default 'company' check (owner in ('mine', 'company', 'public'));
alter table employment add column is_confidential integer not null default 0;
alter table employment add column rev integer not null default 1;
update employment set owner = (select owner from contact where id = employment.contact_id)
  where contact_id in (select id from contact where owner <> 'company');

-- A check-in that gives no reason holds no words that could be found.
delete from search where source = 'check_in' and text = '';

-- How many there are of what lists begin with: counted by triggers as rows are written. Derived.
create table tally (
  what text not null,
  value text not null,
  count integer not null,
  primary key (what, value)
) strict, without rowid;

-- What the agenda asks is found by how long nobody of an account was talked to: most questions wait
-- for that, and are passed over without reading anything else.
create index standing_quiet on standing (account_key, last_contact_on, step_state, away_until);
drop index standing_by_state;
create index standing_by_state on standing (step_state, last_contact_on, away_until, account_key, contact_id)
  where step_state <> '';
drop index standing_next_purchase;
create index standing_next_purchase on standing
  (next_purchase_on, last_contact_on, away_until, account_key, step_state, contact_id)
  where next_purchase_on is not null;
drop index purchase_not_delivered;
create index purchase_not_delivered on purchase (bought_on, account_id, contact_id)
  where delivered_on is null;
drop index purchase_not_confirmed;
create index purchase_not_confirmed on purchase (delivered_on, account_id, contact_id)
  where confirmed_on is null;

-- The overview: everybody by how far they have come; what was bought, account by
-- account, without reading the purchases themselves; who sent whom, and who left, the latest first.
create index standing_by_rank on standing (step desc, trust desc, name_key, contact_id, reach);
create index purchase_worth on purchase (account_id, currency, bought_on, amount_minor, is_confidential);
drop index interaction_by_day;
create index interaction_by_day on interaction (happened_on, medium, minutes);
create index referral_by_day on referral (referred_on, id);

-- The agenda: of each cadence those first whose check-in is due longest, and which cards wait.
create index standing_due on standing (cadence_days, next_check_in_on, away_until, contact_id)
  where next_check_in_on is not null;
create index check_in_snoozed on check_in (shown_on, contact_id)
  where is_open = 1 and shown_on is not null;

-- When anybody of an account was talked to last, empty where nobody was: the agenda's questions
-- after a sale begin with the few accounts that were quiet for long. Kept by triggers. Derived.
create table account_met (
  account_key text primary key,
  met_on text not null
) strict, without rowid;
create index account_met_by_day on account_met (met_on);
