-- Whom an OpenID provider signs in has no password here: issuer and subject say who it is, whatever the name.
alter table users
  alter column password_hash drop not null,
  add column issuer text,
  add column subject text,
  add constraint users_of_provider unique (issuer, subject),
  add constraint identity_is_whole check ((issuer is null) = (subject is null)),
  add constraint provider_proves_alone check (issuer is null or password_hash is null);

alter table users drop constraint users_role_check;
alter table users add constraint users_role_check check (role in ('BUYER', 'SUPPORT', 'ADMIN'));

-- What the provider calls an organization, where it does not know its id.
alter table organizations add column provider_name text unique;
