-- Which step or end of a purchase may follow which, as the program has it too. A row may pass over what it
-- was not told of, but it never goes back, and an end is the end.
create table purchase_transitions (
  from_state text not null,
  to_state   text not null,
  primary key (from_state, to_state)
);
insert into purchase_transitions values
  ('PRESENT_TERMS', 'CONFIRM_REDIRECT'),
  ('PRESENT_TERMS', 'LAPSED'),
  ('CONFIRM_REDIRECT', 'AWAIT_PAYMENT'),
  ('CONFIRM_REDIRECT', 'WITHDRAWN'),
  ('CONFIRM_REDIRECT', 'LAPSED'),
  ('AWAIT_PAYMENT', 'WITHDRAWN'),
  ('AWAIT_PAYMENT', 'LAPSED'),
  ('AWAIT_PAYMENT', 'DECLINED'),
  ('AWAIT_PAYMENT', 'ACTIVATE_LICENSE'),
  ('ACTIVATE_LICENSE', 'REDIRECT_HOME'),
  ('ACTIVATE_LICENSE', 'GIVEN_BACK'),
  ('REDIRECT_HOME', 'LICENSED'),
  ('REDIRECT_HOME', 'SUSPENDED');

create function check_purchase_transition() returns trigger language plpgsql as $$
declare
  before text := coalesce(old.outcome, old.step);
  after  text := coalesce(new.outcome, new.step);
begin
  perform from (
    with recursive reached as (
      select to_state from purchase_transitions where from_state = before
      union
      select next.to_state from purchase_transitions next join reached on from_state = reached.to_state)
    select to_state from reached) way
  where to_state = after;
  if not found then
    raise exception 'no purchase goes from % to %', before, after using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger purchases_follow_their_graph before update of step, outcome on purchases
  for each row
  when (coalesce(old.outcome, old.step) <> coalesce(new.outcome, new.step))
  execute function check_purchase_transition();
