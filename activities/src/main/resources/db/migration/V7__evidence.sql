-- When the money of an attempt went back, as it is known of surplus payments.
alter table payment_attempts add column given_back_at timestamptz;

-- The end of each organization's chain. Its row is locked by whoever adds to the chain.
create table evidence_chains (
  organization_id uuid primary key references organizations,
  length          bigint not null default 0,
  head            char(64) not null default repeat('0', 64)
);

-- Evidence: only added. One document for the end of a purchase (edition 1), and one more each time
-- that something is added to a purchase that has ended. Text, since every byte of it is hashed.
create table evidence (
  organization_id uuid not null references evidence_chains,
  position        bigint not null check (position > 0),
  purchase_id     uuid not null references purchases,
  edition         integer not null check (edition > 0),
  written_at      timestamptz not null,
  document        text not null,
  previous_hash   char(64) not null,
  hash            char(64) not null,
  primary key (organization_id, position),
  unique (purchase_id, edition)
);
create trigger evidence_only_added before update or delete on evidence
  for each row execute function refuse_change();
create trigger evidence_never_emptied before truncate on evidence
  for each statement execute function refuse_change();

-- What has ended without a document, as it was before there were any.
create index purchases_by_end on purchases (ended_at, id) where outcome is not null;
