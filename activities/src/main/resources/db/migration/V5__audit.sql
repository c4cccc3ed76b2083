-- What audits found: open until an audit of the same time no longer finds it.
create table audit_findings (
  kind         text not null,
  purchase     text not null,
  subject      text not null,
  disagreement text not null,
  since        timestamptz not null,
  remedy       text not null,
  found_at     timestamptz not null,
  seen_at      timestamptz not null,
  closed_at    timestamptz,
  primary key (kind, purchase, subject)
);
create index open_findings on audit_findings (kind) where closed_at is null;
-- What an audit reads.
create index purchases_by_time on purchases (subscribed_at);
