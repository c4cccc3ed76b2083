-- What a webhook that was switched off tells goes to whoever added it, who need not have bought anything: with that
-- person goes the address there as well. All else is as it was in V141.
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
    where recipient = address
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
