-- Where licensed software was activated: on at most as many machines as licenses were bought. They are counted in the
-- license's row, whose lock decides between two that come at once.
alter table licenses add column machines integer not null default 0
  constraint machines_within_quantity check (machines between 0 and quantity);

create table license_machines (
  id           uuid primary key,
  purchase_id  uuid not null references licenses (purchase_id),
  fingerprint  text not null check (length(fingerprint) between 1 and 255),
  name         text not null check (length(name) <= 255),
  platform     text not null check (length(platform) <= 255),
  activated_at timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  constraint activated_once unique (purchase_id, fingerprint)
);
