-- No page asks what is open in the order of its days any more: each asks of the contacts it is of.
drop index check_in_open;
