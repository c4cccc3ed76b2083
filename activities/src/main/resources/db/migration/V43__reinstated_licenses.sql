-- When a license that had been suspended came to work again: what was read of its payments before is settled by that.
alter table licenses add column reinstated_at timestamptz;

-- What one person may propose for another to do: about a license, too.
alter table support_actions drop constraint support_actions_proposes_check;
alter table support_actions add constraint support_actions_proposes_check
  check (proposes in ('RESOLVE_UNKNOWN', 'GIVE_BACK_AND_END', 'REINSTATE', 'SUSPEND'));
