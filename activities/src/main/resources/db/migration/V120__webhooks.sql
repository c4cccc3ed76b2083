-- Where organizations want to be told what happens. Written by the console.
create table webhook_endpoints (
  id              uuid primary key,
  organization_id uuid not null references organizations,
  address         text not null,
  types           text[] not null,
  made_by         uuid not null references users,
  made_at         timestamptz not null default now(),
  disabled_at     timestamptz,
  -- Somebody did it, or it answered that it is gone, or it took nothing for days.
  disabled_why    text check (disabled_why in ('USER', 'GONE', 'FAILING')),
  check ((disabled_at is null) = (disabled_why is null))
);
create index webhook_endpoints_of_organization on webhook_endpoints (organization_id);

-- Encrypted. One is in force, and for a day the one before it; the console cannot read what it wrote.
create table webhook_secrets (
  endpoint_id uuid not null references webhook_endpoints on delete cascade,
  made_at     timestamptz not null default clock_timestamp(),
  ciphertext  bytea not null,
  valid_until timestamptz,
  primary key (endpoint_id, made_at)
);
create unique index one_secret_in_force on webhook_secrets (endpoint_id) where valid_until is null;

-- One message to one endpoint, and once more each time that somebody asks for it again. Its id, endpoint and
-- number name its workflow, which is started by a relay.
create table webhook_deliveries (
  id            uuid primary key,
  endpoint_id   uuid not null references webhook_endpoints on delete cascade,
  -- The same for all endpoints and tries: the outbox's id, or one of a test.
  message       text not null,
  again         integer not null default 0,
  type          text not null,
  payload       text not null,
  -- Which it is about; null for a test.
  purchase_id   uuid references purchases,
  made_at       timestamptz not null default clock_timestamp(),
  claimed_until timestamptz,
  started_at    timestamptz,
  state         text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'FAILED')),
  ended_at      timestamptz,
  unique (endpoint_id, message, again),
  check ((state = 'WAITING') = (ended_at is null))
);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, made_at desc);
create index webhook_deliveries_to_start on webhook_deliveries (made_at) where started_at is null;
create index webhook_deliveries_by_age on webhook_deliveries (made_at);

create table webhook_attempts (
  delivery_id  uuid not null references webhook_deliveries on delete cascade,
  number       integer not null,
  tried_at     timestamptz not null,
  outcome      text not null,
  status       integer,
  milliseconds integer not null,
  -- The first of what was answered.
  answer       text not null,
  primary key (delivery_id, number)
);
