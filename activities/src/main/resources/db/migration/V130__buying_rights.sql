-- Who of an organization may buy, and up to which total at once. Without a user: everybody of whom nothing is said.
-- Of whom nothing is said at all may buy whatever is sold, as everybody could before.
create table buying_rights (
  organization_id uuid not null references organizations,
  user_id         uuid references users,
  may_buy         boolean not null,
  cap             numeric check (cap > 0),
  currency        char(3),
  unique nulls not distinct (organization_id, user_id),
  check ((cap is null) = (currency is null)),
  check (may_buy or cap is null)
);

-- Who of an organization says so.
create table organization_owners (
  organization_id uuid not null references organizations,
  user_id         uuid not null references users,
  primary key (organization_id, user_id)
);

-- Evidence: only added. The user is null for all of whom nothing is said.
create table buying_right_events (
  id              bigint generated always as identity primary key,
  organization_id uuid not null references organizations,
  user_id         uuid references users,
  acted_at        timestamptz not null default now(),
  operator        uuid not null references users,
  before          text not null,
  after           text not null,
  reason          text not null
);
create index buying_right_events_of_organization on buying_right_events (organization_id, id);
create trigger buying_right_events_only_added before update or delete on buying_right_events
  for each row execute function refuse_change();

-- The latest of each person that was refused, so that support can say why.
create table refused_orders (
  organization_id uuid not null references organizations,
  user_id         uuid not null references users,
  purchase_id     uuid not null,
  offer_kind      text not null,
  quantity        integer not null,
  total           numeric not null,
  currency        char(3) not null,
  -- With its currency; null where they might not buy at all.
  up_to           text,
  refused_at      timestamptz not null default now(),
  primary key (organization_id, user_id)
);
