-- Organizations and their people. Users are written by the console, everything else here by the process.
create table organizations (
  id        uuid primary key,
  name      text not null,
  -- An organization that is gone is closed, not deleted: what it bought stays evidence.
  closed_at timestamptz
);

create table users (
  id              uuid primary key,
  organization_id uuid not null references organizations,
  name            text not null unique,
  password_hash   text not null,
  role            text not null check (role in ('BUYER', 'SUPPORT'))
);

create table offers (
  kind                    text primary key,
  unit_price              numeric(12, 2) not null check (unit_price > 0),
  currency                char(3) not null,
  period_days             integer not null check (period_days > 0),
  minimum_quantity        integer not null check (minimum_quantity > 0),
  maximum_quantity        integer not null check (maximum_quantity >= minimum_quantity),
  auto_renewal_selectable boolean not null
);

-- A version is never changed, only followed by the next; the highest one is in force.
create table terms_notes (
  version  integer not null check (version > 0),
  locale   text not null,
  position integer not null,
  heading  text not null,
  body     text not null,
  primary key (version, locale, position)
);

-- What the buyer subscribed to (fixed), where the purchase is, and how it ended.
create table purchases (
  id               uuid primary key,
  organization_id  uuid not null references organizations,
  user_id          uuid not null references users,
  offer_kind       text not null references offers,
  unit_price       numeric(12, 2) not null,
  currency         char(3) not null,
  period_days      integer not null,
  minimum_quantity integer not null,
  maximum_quantity integer not null,
  auto_renewal_selectable boolean not null,
  quantity         integer not null,
  auto_renew       boolean not null,
  total            numeric(14, 2) not null,
  subscribed_at    timestamptz not null,
  pay_before       timestamptz not null,
  step             text not null,
  outcome          text,
  outcome_reason   text,
  ended_at         timestamptz,
  attention        text,
  attention_reason text,
  -- The fence: once set, no license of this purchase is ever activated.
  activation_abandoned text,
  version          bigint not null default 1,
  check ((outcome is null) = (ended_at is null))
);
create index purchases_of_organization on purchases (organization_id, offer_kind, subscribed_at desc);
create index purchases_for_support on purchases ((attention is null), subscribed_at desc);

-- Evidence: only added, stored before the payment window opens.
create table consents (
  purchase_id   uuid primary key references purchases,
  user_id       uuid not null references users,
  terms_version integer not null,
  text_hash     char(64) not null,
  locale        text not null,
  given_at      timestamptz not null
);

-- The referee of every race: who changes the state first, wins.
create table payment_attempts (
  purchase_id        uuid not null references purchases,
  number             integer not null check (number > 0),
  amount             numeric(14, 2) not null,
  currency           char(3) not null,
  state              text not null check (state in
    ('OPEN', 'SUBMITTED', 'CHARGING', 'AUTHORIZED', 'DECLINED', 'NOT_CHARGED', 'UNKNOWN', 'CLOSED')),
  reason             text,
  charging_since     timestamptz,
  platform_reference text unique,
  authorized_at      timestamptz,
  card               text,
  captured_at        timestamptz,
  given_back         text check (given_back in ('RELEASED', 'REFUNDED')),
  opened_at          timestamptz not null default now(),
  primary key (purchase_id, number),
  check ((state = 'AUTHORIZED') = (authorized_at is not null))
);
-- At most one attempt of a purchase may be in a state that can hold money.
create unique index one_attempt_holds_money on payment_attempts (purchase_id)
  where state in ('SUBMITTED', 'CHARGING', 'AUTHORIZED', 'UNKNOWN');

create table licenses (
  key              text primary key,
  purchase_id      uuid not null unique references purchases,
  organization_id  uuid not null references organizations,
  kind             text not null references offers,
  quantity         integer not null,
  auto_renew       boolean not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz not null check (ends_at > starts_at),
  suspended_at     timestamptz,
  suspended_reason text
);
create index licenses_of_organization on licenses (organization_id, kind, ends_at);

-- Written by the console: what came in from the payment page. Evidence without the secret ...
create table submitted_payments (
  purchase_id   uuid not null,
  attempt       integer not null,
  submitted_at  timestamptz not null default now(),
  claimed_until timestamptz,
  reported_at   timestamptz,
  primary key (purchase_id, attempt),
  foreign key (purchase_id, attempt) references payment_attempts
);
create index payments_to_report on submitted_payments (submitted_at) where reported_at is null;

-- ... and the secret, encrypted, erased when the attempt is final or 24 h old.
create table payment_secrets (
  purchase_id uuid not null,
  attempt     integer not null,
  ciphertext  bytea not null,
  stored_at   timestamptz not null default now(),
  primary key (purchase_id, attempt),
  foreign key (purchase_id, attempt) references submitted_payments
);

-- Written by the console: verified webhooks of the platform, stored before they are acknowledged.
create table platform_notifications (
  id            uuid primary key,
  kind          text not null,
  subject       text not null,
  occurred_at   timestamptz not null,
  payload       text not null,
  purchase_id   uuid references purchases,
  received_at   timestamptz not null default now(),
  claimed_until timestamptz,
  reported_at   timestamptz,
  reported_how  text,
  unique (kind, subject, occurred_at)
);
create index notifications_to_report on platform_notifications (received_at) where reported_at is null;

-- Evidence: only added; once for each action on a version that was seen.
create table support_actions (
  purchase_id  uuid not null,
  action       text not null,
  version_seen bigint not null,
  operator     text not null,
  reason       text not null,
  acted_at     timestamptz not null default now(),
  primary key (purchase_id, action, version_seen)
);

-- Written by the console: failed logins, by account and by address.
create table login_failures (
  subject   text not null,
  failed_at timestamptz not null default now()
);
create index login_failures_of_subject on login_failures (subject, failed_at);

-- Rows that are evidence are only added.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is evidence: rows are only added', tg_table_name;
end $$;
create trigger consents_only_added before update or delete on consents
  for each row execute function refuse_change();
create trigger support_actions_only_added before update or delete on support_actions
  for each row execute function refuse_change();
create trigger terms_only_added before update or delete on terms_notes
  for each row execute function refuse_change();
