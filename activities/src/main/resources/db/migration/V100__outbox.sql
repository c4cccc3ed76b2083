-- What others are told of: mails and webhooks are made of these rows, beside the process. Written in the
-- transaction that records the fact.
create table outbox (
  id              bigint generated always as identity primary key,
  type            text not null,
  organization_id uuid not null references organizations,
  purchase_id     uuid not null references purchases,
  -- What it is about: the license's id, which is the purchase's, or the document's number.
  subject         text not null,
  -- Tells two of one type about one subject apart; empty where there is only one.
  occurrence      text not null,
  occurred_at     timestamptz not null,
  -- What cannot be read from other rows later.
  data            jsonb not null default '{}',
  mails_made_at      timestamptz,
  deliveries_made_at timestamptz,
  unique (type, subject, occurrence)
);
create index outbox_without_mails on outbox (id) where mails_made_at is null;
create index outbox_without_deliveries on outbox (id) where deliveries_made_at is null;

-- Which licenses end soon, without a look at all that ever were.
create index licenses_by_end on licenses (ends_at);
