-- What an action proposes for another person to do, and the payment that it names.
alter table support_actions
  add column proposes text check (proposes in ('RESOLVE_UNKNOWN', 'GIVE_BACK_AND_END')),
  add column reference text;

create index support_actions_proposing on support_actions (purchase_id) where proposes is not null;

-- Of the latest attempt to pay, and not done since.
create view standing_proposals as
select proposal.purchase_id, proposal.proposes, proposal.reference, proposal.operator,
  proposal.reason, proposal.acted_at, proposed.action
from support_actions proposal
cross join lateral (select substr(proposal.action, length('propose: ') + 1) as action) proposed
where proposal.proposes is not null
  and proposal.acted_at > (
    select max(opened_at) from payment_attempts
    where payment_attempts.purchase_id = proposal.purchase_id)
  and not exists (
    select from support_actions done
    where done.purchase_id = proposal.purchase_id and done.action = proposed.action
      and done.version_seen > proposal.version_seen);
