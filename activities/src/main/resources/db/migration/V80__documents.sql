-- Papers: an invoice or a receipt for money taken, a credit note for money that went back. Numbered without a gap for
-- each seller and year: the counter is locked until the transaction ends that takes a number and records the money.
create table document_numbers (
  seller text not null,
  year   integer not null,
  last   integer not null check (last > 0),
  primary key (seller, year)
);

create table documents (
  id          uuid primary key,
  seller      text not null,
  number      text not null,
  purchase_id uuid not null references purchases,
  -- Empty for what was paid, else what went back: the platform's id of it, or that of the payment.
  subject     text not null,
  -- What went back of the price; of what was paid nothing.
  credited    numeric,
  written_at  timestamptz not null default now(),
  -- JSON of all that stands on it. The files are made from nothing else.
  content     text not null,
  unique (seller, number),
  unique (purchase_id, subject),
  check ((subject = '') = (credited is null))
);
create trigger documents_only_added before update or delete on documents
  for each row execute function refuse_change();
create trigger documents_never_truncated before truncate on documents
  for each statement execute function refuse_change();

-- Made once, beside the process.
create table document_files (
  document_id uuid not null references documents,
  kind        text not null check (kind in ('PDF', 'UBL')),
  content     bytea not null,
  hash        char(64) not null check (hash = encode(sha256(content), 'hex')),
  made_at     timestamptz not null default now(),
  primary key (document_id, kind)
);
create trigger document_files_only_added before update or delete on document_files
  for each row execute function refuse_change();
create trigger document_files_never_truncated before truncate on document_files
  for each statement execute function refuse_change();

-- Whose files are still to be made. A row goes when they are.
create table documents_unmade (
  document_id   uuid primary key references documents,
  claimed_until timestamptz
);
