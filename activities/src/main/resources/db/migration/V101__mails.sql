-- A mail is a row before it is sent, once for each row of the outbox. Whom it goes to is read when it is tried.
create table mails (
  -- Its Message-ID is made of it, so a repetition is known for one.
  id              uuid primary key,
  -- Null where somebody asked for it again.
  outbox_id       bigint unique,
  asked_by        uuid references users,
  type            text not null,
  -- What its text needs besides the purchase: the outcome, or the days that are left.
  detail          text not null default '',
  organization_id uuid not null references organizations,
  purchase_id     uuid not null references purchases,
  -- Attached.
  document_id     uuid references documents,
  recipient       text,
  state           text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'REFUSED', 'DROPPED')),
  attempts        integer not null default 0,
  made_at         timestamptz not null default now(),
  next_try_at     timestamptz not null default now(),
  -- Since when the server says that it takes it later.
  put_off_since   timestamptz,
  sent_at         timestamptz,
  -- Why it is not sent, in the server's words or ours.
  reason          text
);
create index mails_to_send on mails (next_try_at) where state = 'WAITING';
create index mails_of_purchase on mails (purchase_id, made_at);
create index mails_by_age on mails (made_at);
