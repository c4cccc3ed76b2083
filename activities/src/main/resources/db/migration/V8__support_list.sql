-- What support's list of purchases is read by. A page begins where the one before it ended, so each of these
-- ends with the time and, for what is of the same time, the id. None holds the step: it changes with each step
-- of a purchase, and an index of it would be written each time.

-- All purchases; audits read a stretch of it.
drop index purchases_by_time;
create index purchases_by_time on purchases (subscribed_at, id);

-- Of one organization, in the list and on its own pages. User and offer are there to be compared without a
-- look at the row: an organization may have many.
drop index purchases_of_organization;
create index purchases_of_organization on purchases (organization_id, subscribed_at, id, user_id, offer_kind);

-- Those that need a person, in the list and counted by kind: few, so one index serves all kinds.
drop index purchases_for_support;
drop index purchases_that_need_a_person;
create index purchases_that_need_a_person on purchases (subscribed_at, id, attention)
  where attention is not null;

-- Those still open, of whichever step: few.
create index open_purchases on purchases (subscribed_at, id) where outcome is null;

-- Ended ones, written once, with the end.
create index purchases_by_outcome on purchases (outcome, subscribed_at, id) where outcome is not null;

-- What is typed into the search box. Keys, references and ids have their indexes already.
create index organizations_by_name on organizations (lower(name));
create index users_by_name on users (lower(name));
create index attempts_by_card on payment_attempts (right(card, 4)) where card is not null;
