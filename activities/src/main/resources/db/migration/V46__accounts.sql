alter table users
  -- Since when somebody may not log in any more. Users are not deleted: purchases and decisions name them.
  add column disabled_at timestamptz,
  -- Set by somebody else: its owner chooses another one at the next login.
  add column password_initial boolean not null default false,
  -- Since the last login that succeeded.
  add column failed_logins integer not null default 0,
  -- No control characters, and none that are not seen or turn the direction of what follows. Names from before stay as they are.
  add constraint name_readable check (name !~
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]') not valid;

-- Authenticator applications (RFC 6238).
create table second_factors (
  user_id     uuid primary key references users on delete cascade,
  secret      bytea not null,
  -- The period of the latest code that was taken: none is taken twice, and none before it.
  last_period bigint not null,
  enrolled_at timestamptz not null default now()
);

-- Each lets its owner in once without the application.
create table recovery_codes (
  user_id   uuid not null references second_factors on delete cascade,
  code_hash text not null,
  primary key (user_id, code_hash)
);

-- Room for what is random in 256 bits.
alter table spring_session alter column session_id type varchar(64);
