-- Whatever is asked of an organization's licenses is answered by these alone, in either order of its list: a filter passes
-- over rows that it leaves out without a look at the table, and sums of months are read range by range.
drop index licenses_by_start;
create index licenses_by_start on licenses (organization_id, kind, starts_at, purchase_id)
  include (ends_at, suspended_at, quantity);
drop index licenses_of_organization;
create index licenses_of_organization on licenses (organization_id, kind, ends_at, purchase_id)
  include (starts_at, suspended_at, quantity);

-- Few of all.
create index licenses_suspended on licenses (organization_id, kind, starts_at, purchase_id)
  where suspended_at is not null;
