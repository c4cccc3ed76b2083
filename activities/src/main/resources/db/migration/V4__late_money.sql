-- Closed without the platform's own answer: "not found" meant "not yet", so it is searched for until then.
alter table payment_attempts add column watched_until timestamptz;
create index attempts_to_watch on payment_attempts (watched_until) where watched_until is not null;

-- Money that came late or twice, and belongs to no license. Written before it is given back, so that
-- a worker that dies in between leaves word of it.
create table surplus_payments (
  platform_reference text primary key,
  purchase_id        uuid not null,
  attempt            integer not null,
  found_at           timestamptz not null default now(),
  given_back         text check (given_back in ('RELEASED', 'REFUNDED')),
  given_back_at      timestamptz,
  foreign key (purchase_id, attempt) references payment_attempts,
  check ((given_back is null) = (given_back_at is null))
);
create index surplus_of_attempt on surplus_payments (purchase_id, attempt);
