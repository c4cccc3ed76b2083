-- Of a payment attempt the console says one thing: that a payment was handed in for it. Its role may
-- write the columns of a transition, but no other transition.
create function check_handed_in() returns trigger language plpgsql as $$
begin
  if old.state <> 'OPEN' or new.state <> 'SUBMITTED'
    or num_nonnulls(new.charging_since, new.platform_reference, new.authorized_at, new.card, new.watched_until) > 0
  then
    raise exception 'the console hands payments in: it may not take an attempt from % to %', old.state, new.state
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger attempts_handed_in_by_console before update on payment_attempts
  for each row when (current_user = 'licensing_console') execute function check_handed_in();
