-- Whoever may not log in any more is not of support either. In a language that looks the column up when it is
-- asked for: it comes with the next migration.
create or replace function is_support(person uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from users where id = person and role = 'SUPPORT' and disabled_at is null);
end $$;
