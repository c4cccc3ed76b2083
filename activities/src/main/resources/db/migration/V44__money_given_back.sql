-- What somebody sent back at the platform of the money of a license: told to its buyer, and decided by a person.
alter table late_events drop constraint late_events_kind_check;
alter table late_events add constraint late_events_kind_check check (kind in ('DISPUTE_OPEN', 'DISPUTE_WON',
  'DISPUTE_LOST', 'SETTLEMENT_DECLINED', 'REFUND_FAILED', 'REFUND_MADE_GOOD', 'MONEY_GIVEN_BACK'));

-- Purchases whose money did not stay, and how much of it was sent back at the platform.
create view money_gone as
select purchase_id, sum(amount) filter (where kind = 'MONEY_GIVEN_BACK') as sent_back
from late_events event
where kind in ('DISPUTE_LOST', 'SETTLEMENT_DECLINED', 'MONEY_GIVEN_BACK')
  and exists (
    select from payment_attempts attempt
    where attempt.platform_reference = event.platform_reference)
group by purchase_id;
