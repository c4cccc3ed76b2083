-- Who acted, by what no rename changes. Unknown for what was done before.
alter table support_actions add column operator_id uuid references users;
alter table bulk_runs add column operator_id uuid references users;

-- Whether somebody is of support today. Whatever else takes that from them belongs here.
create function is_support(person uuid) returns boolean language sql stable as $$
  select exists (select from users where id = person and role = 'SUPPORT')
$$;

-- Of the latest attempt to pay, within a day, neither done nor withdrawn since, and of somebody who is of
-- support still. What was proposed before names were told from people stands no more.
create or replace view standing_proposals as
select proposal.purchase_id, proposal.proposes, proposal.reference, proposal.operator,
  proposal.reason, proposal.acted_at, proposed.action, proposal.operator_id
from support_actions proposal
cross join lateral (select substr(proposal.action, length('propose: ') + 1) as action) proposed
where proposal.proposes is not null
  and is_support(proposal.operator_id)
  and proposal.acted_at > now() - interval '1 day'
  and proposal.acted_at > (
    select max(opened_at) from payment_attempts
    where payment_attempts.purchase_id = proposal.purchase_id)
  and not exists (
    select from support_actions later
    where later.purchase_id = proposal.purchase_id and later.version_seen > proposal.version_seen
      and (later.action = proposed.action
        or later.action = 'withdraw: ' || proposed.action
          and later.operator_id = proposal.operator_id));
