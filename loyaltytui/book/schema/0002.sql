-- What the five figures come to, for lists to sort by and for the agenda to find. All derived.

alter table standing add column step integer not null default 0;
alter table standing add column step_state text not null default '';
alter table standing add column trust integer not null default 0;
alter table standing add column is_late integer not null default 0;
alter table standing add column worth_minor integer not null default 0;
alter table standing add column worth_currency text not null default '';
alter table standing add column next_purchase_on text;
alter table standing add column reach text not null default 'none';
alter table standing add column away_until text;

-- The figures hold from the one day on, and until before the other.
alter table standing add column since_on text;
alter table standing add column changes_on text;

create index standing_changes on standing (changes_on) where changes_on is not null;
create index standing_by_state on standing (step_state, contact_id) where step_state <> '';
create index standing_next_purchase on standing (next_purchase_on) where next_purchase_on is not null;
create index standing_by_step on standing (step) where step > 0;

create index purchase_not_delivered on purchase (bought_on) where delivered_on is null;
create index purchase_not_confirmed on purchase (delivered_on) where confirmed_on is null;
create index departure_lost on departure (lost_on) where back_on is null;
create index interaction_by_day on interaction (happened_on);
create index promise_by_end on promise (ended_on) where ended_on is not null;
