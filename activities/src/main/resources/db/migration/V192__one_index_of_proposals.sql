-- The same as proposals_of_purchase.
drop index support_actions_proposing;
