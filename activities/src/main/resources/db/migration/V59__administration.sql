-- A way in that is handed over and serves once. Of the link only the hash of what is secret in it is stored.
create table account_links (
  token_hash text primary key,
  user_id    uuid not null references users,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index links_of_user on account_links (user_id) where used_at is null;

-- Evidence: only added. Without an operator it was a command on the machine.
create table admin_actions (
  id       bigint generated always as identity primary key,
  acted_at timestamptz not null default now(),
  operator uuid references users,
  action   text not null,
  subject  text not null,
  before   text not null,
  after    text not null,
  reason   text not null
);
create trigger admin_actions_only_added before update or delete on admin_actions
  for each row execute function refuse_change();

-- What was ever sold, and when it was not. The row of a kind in offers is its newest version.
create table offer_versions (
  kind                    text not null references offers,
  version                 integer not null check (version > 0),
  unit_price              numeric not null,
  currency                char(3) not null,
  period_days             integer not null,
  minimum_quantity        integer not null,
  maximum_quantity        integer not null,
  auto_renewal_selectable boolean not null,
  withdrawn               boolean not null,
  published_at            timestamptz not null default now(),
  primary key (kind, version)
);
create trigger offer_versions_only_added before update or delete on offer_versions
  for each row execute function refuse_change();

alter table offers
  add column version integer not null default 1,
  add column withdrawn boolean not null default false;
insert into offer_versions
  select kind, version, unit_price, currency, period_days, minimum_quantity, maximum_quantity,
    auto_renewal_selectable, withdrawn
  from offers;

-- Whatever changes an offer, its version before stays to be read.
create function keep_offer_version() returns trigger language plpgsql as $$
begin
  insert into offer_versions values (new.kind, new.version, new.unit_price, new.currency, new.period_days,
    new.minimum_quantity, new.maximum_quantity, new.auto_renewal_selectable, new.withdrawn);
  return null;
end $$;
create trigger offers_keep_their_versions after update on offers
  for each row execute function keep_offer_version();
