-- Where mails go of what somebody bought, where their organization has no billing details: typed by its owner, or told by
-- the provider that signs them in. Null where nobody gave one.
alter table users
  add column email text check (length(email) between 3 and 200),
  drop constraint erased_is_nobody,
  add constraint erased_is_nobody check (erased_at is null or name = 'erased-' || id::text
    and disabled_at is not null and password_hash is null and issuer is null and email is null);

-- With a person goes the address, also from what was sent there; of what a mail server said of it, the words.
-- False where that person is not disabled, or erased already.
-- In the evidence from before there are names still: it is hashed, and nobody changes it.
create or replace function erase_user(person uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known   text;
  address text;
begin
  select name, email into known, address from users
    where id = person and disabled_at is not null and erased_at is null for update;
  if not found then
    return false;
  end if;
  delete from second_factors where user_id = person;
  delete from account_links where user_id = person;
  delete from api_key_secrets using api_keys where key_id = api_keys.id and user_id = person;
  update api_keys set name = 'erased', revoked_at = coalesce(revoked_at, now()) where user_id = person;
  delete from spring_session where principal_name = known;
  update users set name = 'erased-' || person, password_hash = null, password_initial = false,
    failed_logins = 0, issuer = null, subject = null, email = null, erased_at = now() where id = person;
  update mails set recipient = null, reason = null
    where recipient = address and purchase_id in (select id from purchases where user_id = person);
  update support_actions set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set stopped = replace(stopped, known || ' (' || person || ')', person::text)
    where starts_with(stopped, known || ' (' || person || ')');
  update admin_actions set subject = person::text where subject = known || ' (' || person || ')';
  return true;
end $$;
