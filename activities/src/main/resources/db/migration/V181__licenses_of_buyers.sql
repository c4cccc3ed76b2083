-- Who bought each, beside whose it is: what one person bought is a range of an index, however much others bought since.
-- Written by the database, so that programs of the release before need not know of it.
create function name_the_buyer_of_a_license() returns trigger language plpgsql as $$
begin
  select user_id into new.user_id from purchases where id = new.purchase_id;
  return new;
end $$;
alter table licenses add user_id uuid;
create trigger licenses_name_their_buyer before insert on licenses
  for each row execute function name_the_buyer_of_a_license();
