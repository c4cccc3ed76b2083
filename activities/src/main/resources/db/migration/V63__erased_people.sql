-- Somebody who is erased: the id stays, since purchases and decisions name it, and says nothing to anybody
-- who does not know it; the name goes, and whatever proved who it was.
alter table users
  add column erased_at timestamptz,
  add constraint erased_is_nobody check (erased_at is null or name = 'erased-' || id::text
    and disabled_at is not null and password_hash is null and issuer is null);

-- From now on these tables name people by their ids. In rows from before stands a name, of which
-- nothing else may become than the id of whom it was, once that person is erased.
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
declare
  naming  constant text := tg_argv[0];
  before  constant jsonb := to_jsonb(old);
  erased  jsonb;
begin
  if tg_op = 'UPDATE' then
    erased := to_jsonb(new);
    if before - naming - 'operator_id' = erased - naming - 'operator_id'
      and coalesce(before ->> 'operator_id', erased ->> naming) is not distinct from
        coalesce(erased ->> 'operator_id', erased ->> naming)
      and exists (select from users where id::text = erased ->> naming and erased_at is not null) then
      return new;
    end if;
  end if;
  raise exception '% is evidence: rows are only added', tg_table_name;
end $$;

drop trigger support_actions_only_added on support_actions;
create trigger support_actions_only_added before update or delete on support_actions
  for each row execute function refuse_change_but_erasure('operator');
drop trigger admin_actions_only_added on admin_actions;
create trigger admin_actions_only_added before update or delete on admin_actions
  for each row execute function refuse_change_but_erasure('subject');

-- Whoever may call it changes no name otherwise. False where that person is not disabled, or erased already.
-- In the evidence from before there are names still: it is hashed, and nobody changes it.
create function erase_user(person uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known text;
begin
  select name into known from users
    where id = person and disabled_at is not null and erased_at is null for update;
  if not found then
    return false;
  end if;
  delete from second_factors where user_id = person;
  delete from account_links where user_id = person;
  delete from spring_session where principal_name = known;
  update users set name = 'erased-' || person, password_hash = null, password_initial = false,
    failed_logins = 0, issuer = null, subject = null, erased_at = now() where id = person;
  update support_actions set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set operator = person::text, operator_id = person
    where operator_id = person and operator <> person::text or operator_id is null and operator = known;
  update bulk_runs set stopped = replace(stopped, known || ' (' || person || ')', person::text)
    where starts_with(stopped, known || ' (' || person || ')');
  update admin_actions set subject = person::text where subject = known || ' (' || person || ')';
  return true;
end $$;
revoke execute on function erase_user(uuid) from public;
