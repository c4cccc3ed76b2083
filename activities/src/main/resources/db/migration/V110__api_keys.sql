-- With what programs ask: for an organization, in the name of the user who made the key.
create table api_keys (
  id              uuid primary key,
  organization_id uuid not null references organizations,
  user_id         uuid not null references users,
  name            text not null check (length(name) between 1 and 100),
  scopes          text[] not null check (cardinality(scopes) > 0),
  made_at         timestamptz not null default now(),
  revoked_at      timestamptz
);
create index api_keys_of_organization on api_keys (organization_id, made_at);
create index api_keys_of_user on api_keys (user_id);

-- One of a key, or two while the older one is replaced. What is secret is random in 256 bits, so that a plain hash of it
-- tells nothing.
create table api_key_secrets (
  id         text primary key check (id ~ '^[0-9a-f]{16}$'),
  key_id     uuid not null references api_keys,
  hash       bytea not null check (length(hash) = 32),
  made_at    timestamptz not null default now(),
  -- Null for the newest, which lasts as long as its key.
  expires_at timestamptz,
  used_at    timestamptz
);
create index secrets_of_api_key on api_key_secrets (key_id);

-- Evidence: only added. What it was like then stands in the detail.
create table api_key_events (
  id       bigint generated always as identity primary key,
  key_id   uuid not null references api_keys,
  acted_at timestamptz not null default now(),
  operator uuid not null references users,
  act      text not null check (act in ('MAKE', 'ROTATE', 'REVOKE')),
  detail   text not null
);
create trigger api_key_events_only_added before update or delete on api_key_events
  for each row execute function refuse_change();

-- All that an organization has, whatever its kind, page by page.
create index licenses_of_any_kind on licenses (organization_id, starts_at, purchase_id);
