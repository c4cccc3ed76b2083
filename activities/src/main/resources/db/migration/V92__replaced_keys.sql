-- Keys that were replaced, since others had come to know them: whoever asks with one is told so.
create table replaced_license_keys (
  key         text primary key,
  purchase_id uuid not null references licenses (purchase_id),
  replaced_at timestamptz not null default now(),
  replaced_by uuid not null references users (id)
);
-- Support's search takes the beginning of a key.
create index replaced_license_keys_by_beginning on replaced_license_keys (key text_pattern_ops);
