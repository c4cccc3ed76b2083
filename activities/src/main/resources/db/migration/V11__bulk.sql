-- Decisions of support about many purchases at once. Evidence: a run is added, and closed once.
create table bulk_runs (
  id        uuid primary key,
  operator  text not null,
  reason    text not null,
  action    text not null check (action in ('RETRY_NOW', 'RECHECK_NOW')),
  -- What was asked of the list, as its address says it.
  address   text not null,
  confirmed integer not null,
  chosen    integer not null,
  begun_at  timestamptz not null default now(),
  ended_at  timestamptz
);
create index bulk_runs_by_time on bulk_runs (begun_at desc);

-- The purchases that a run is about, decided with it, and what each of them answered.
create table bulk_targets (
  bulk_id     uuid not null references bulk_runs,
  position    integer not null check (position > 0),
  purchase_id uuid not null references purchases,
  outcome     text check (outcome in ('DONE', 'REFUSED', 'NOT_ANSWERED')),
  why         text,
  tries       integer not null default 0,
  asked_at    timestamptz,
  primary key (bulk_id, position),
  unique (bulk_id, purchase_id),
  check ((outcome is null) = (asked_at is null))
);

create trigger bulk_runs_never_removed before delete on bulk_runs
  for each row execute function refuse_change();
create trigger bulk_runs_closed_once before update on bulk_runs
  for each row when (old.ended_at is not null) execute function refuse_change();
create trigger bulk_targets_never_removed before delete on bulk_targets
  for each row execute function refuse_change();
create trigger bulk_targets_answer_once before update on bulk_targets
  for each row when (old.outcome in ('DONE', 'REFUSED')) execute function refuse_change();
