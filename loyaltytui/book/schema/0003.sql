-- All that the list of contacts is ordered and filtered by stands in one row for each contact:
-- besides the figures, what its contact and its account are called, and whose it is.

alter table standing add column name_key text not null default '';
alter table standing add column account_key text not null default '';
alter table standing add column tier_key text not null default '';
alter table standing add column owner_key text not null default 'company';

update standing set (name_key, tier_key, owner_key) =
  (select sort_key, tier, owner from contact where id = standing.contact_id);
update standing set account_key = coalesce((select account.name_key from contact
  join account on account.id = contact.account_id where contact.id = standing.contact_id), '');

-- One index for each order. Within equal values people stand by name.
create index standing_by_account on standing (account_key, name_key);
create index standing_by_tier on standing (tier_key, name_key);
create index standing_by_trust on standing (trust, name_key);
create index standing_by_worth on standing (worth_currency, worth_minor, name_key);
create index standing_by_reach on standing (reach, name_key);
drop index standing_by_step;
create index standing_by_step on standing (step, name_key);
drop index standing_by_last_contact;
create index standing_by_last_contact on standing (last_contact_on, name_key);
drop index standing_by_next_check_in;
create index standing_by_next_check_in on standing (next_check_in_on, name_key);

-- By name, with all that filters ask for: a filter that no other index answers reads this alone.
create index standing_by_name on standing (name_key, contact_id, tier_key, owner_key, step, step_state,
  trust, is_late, reach, last_contact_on, next_check_in_on, account_key, worth_currency);

-- Words are found by their first letters as soon as up to six are typed: for a longer beginning the
-- index has to gather every word that shares it, which took a tenth of a second in a big book.
drop table search;
create virtual table search using fts5 (
  name, text, contact_id unindexed, source unindexed, is_confidential unindexed,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6'
);
