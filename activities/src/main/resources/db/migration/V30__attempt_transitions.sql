-- Which state of a payment attempt may follow which, as the program has it too. Whatever writes to
-- the table, a later program or a person's hand: a transition that is not here does not happen.
create table attempt_transitions (
  from_state text not null,
  to_state   text not null,
  primary key (from_state, to_state)
);
insert into attempt_transitions values
  ('OPEN', 'SUBMITTED'),
  ('OPEN', 'CLOSED'),
  ('SUBMITTED', 'CLOSED'),
  ('SUBMITTED', 'CHARGING'),
  ('CHARGING', 'SUBMITTED'),
  ('CHARGING', 'UNKNOWN'),
  ('UNKNOWN', 'UNKNOWN'),
  ('CHARGING', 'AUTHORIZED'),
  ('UNKNOWN', 'AUTHORIZED'),
  ('CHARGING', 'DECLINED'),
  ('UNKNOWN', 'DECLINED'),
  ('CHARGING', 'NOT_CHARGED'),
  ('UNKNOWN', 'NOT_CHARGED');

create function check_attempt_transition() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    raise exception 'a payment attempt begins open, not %', new.state
      using errcode = 'check_violation';
  end if;
  perform from attempt_transitions where from_state = old.state and to_state = new.state;
  if not found then
    raise exception 'no payment attempt goes from % to %', old.state, new.state
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger attempts_begin_open before insert on payment_attempts
  for each row when (new.state <> 'OPEN') execute function check_attempt_transition();
create trigger attempts_follow_their_graph before update of state on payment_attempts
  for each row execute function check_attempt_transition();
