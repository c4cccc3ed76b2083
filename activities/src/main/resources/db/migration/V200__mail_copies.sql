-- Mails go to a person; of what concerns money the organization's finance contact gets one of its own, so that what a
-- mail server says of the one is not about the other. It is made when the person's is tried.
alter table mails
  -- Of finance's: that of the person, which has at most one such.
  add column copy_of uuid unique references mails on delete cascade,
  -- Whose address the recipient's is; null where it is the organization's.
  add column recipient_id uuid references users;

-- An address that somebody had when a mail was sent goes with them as well, though they have had another since. All else
-- is as it was in V191; by the address alone mails are found that were sent before.
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
    where recipient_id = person or recipient = address
      and (type = 'webhook.disabled' or purchase_id in (select id from purchases where user_id = person));
  update support_actions set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set stopped = replace(stopped, known || ' (' || person || ')', person::text)
    where starts_with(stopped, known || ' (' || person || ')');
  update admin_actions set subject = person::text where subject = known || ' (' || person || ')';
  return true;
end $$;
