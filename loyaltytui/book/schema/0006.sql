-- The agenda: of what was snoozed, what comes back first; and check-ins that ask after a sale.
create index promise_snoozed on promise (shown_on, side, due_on, contact_id)
  where outcome = 'open' and shown_on is not null;
create index check_in_after_sale on check_in (due_on, contact_id)
  where is_open = 1 and purpose in ('delivery', 'value');
