-- Licenses are listed by their start, page by page: without this every page sorts all that an organization bought.
create index licenses_by_start on licenses (organization_id, kind, starts_at, purchase_id);

-- Every open list of support asks what waits for a second person: of open purchases alone, of whose actions few propose.
create index proposals_of_purchase on support_actions (purchase_id) where proposes is not null;
