-- What the process itself has trouble with. It is what attention says, except where something that
-- lasts (lost money, a report of the platform) is said instead: then it goes on underneath, and is
-- said again once that is settled.
alter table purchases add column trouble text, add column trouble_reason text;
update purchases set trouble = attention, trouble_reason = attention_reason
  where attention not in ('money-lost', 'platform-report');

-- Who stopped a bulk run, and why.
alter table bulk_runs add column stopped text;

-- Found by when they were, to count those of the last day.
create index surplus_by_time on surplus_payments (found_at);

-- Whoever may not delete a row may not empty its table.
create trigger consents_never_emptied before truncate on consents
  for each statement execute function refuse_change();
create trigger support_actions_never_emptied before truncate on support_actions
  for each statement execute function refuse_change();
create trigger terms_never_emptied before truncate on terms_notes
  for each statement execute function refuse_change();
create trigger bulk_runs_never_emptied before truncate on bulk_runs
  for each statement execute function refuse_change();
create trigger bulk_targets_never_emptied before truncate on bulk_targets
  for each statement execute function refuse_change();
