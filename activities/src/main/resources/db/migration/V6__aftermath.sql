-- Which payment a webhook is about, and what came of it when the platform was read again.
alter table platform_notifications add column reference text;
alter table platform_notifications add column decided_at timestamptz;
alter table platform_notifications add column decided_how text;
update platform_notifications set decided_at = reported_at, decided_how = 'ignored: concerns no purchase'
  where purchase_id is null;

-- What the platform was read to say of a payment after it was made: disputes, refunds that failed, money
-- that was never paid out. One row for each, as it stood at the last reading.
create table late_events (
  platform_reference text not null,
  subject            text not null,
  purchase_id        uuid not null references purchases,
  kind               text not null check (kind in ('DISPUTE_OPEN', 'DISPUTE_WON', 'DISPUTE_LOST',
    'SETTLEMENT_DECLINED', 'REFUND_FAILED', 'REFUND_MADE_GOOD')),
  amount             numeric(14, 2),
  currency           char(3),
  -- By the platform's clock: an earlier reading that comes late changes nothing.
  changed_at         timestamptz not null,
  read_at            timestamptz not null default now(),
  primary key (platform_reference, subject)
);
create index late_events_of_purchase on late_events (purchase_id);

-- Told to the buyer. Unknown for what was found before: it was the attempt's.
alter table surplus_payments add column amount numeric(14, 2);
alter table surplus_payments add column currency char(3);

-- On the watch list whoever waits longest is searched for first.
alter table payment_attempts add column searched_at timestamptz;

-- What is counted for whoever watches.
create index purchases_that_need_a_person on purchases (attention) where attention is not null;

-- When the ledgers were compared, and that they were.
create table audit_runs (
  ran_at    timestamptz primary key,
  purchases integer not null,
  payments  integer not null,
  findings  integer not null
);
