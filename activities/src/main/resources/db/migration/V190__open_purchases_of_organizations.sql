-- What an organization has open is asked by most of its pages: few of all it ever bought, and few of all that are open.
create index open_purchases_of_organization on purchases (organization_id, subscribed_at) where outcome is null;
