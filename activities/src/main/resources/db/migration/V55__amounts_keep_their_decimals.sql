-- Two decimals are those of most currencies, not of all: 19.125 KWD would have been rounded in silence. How many an amount
-- has is known by its currency, and checked where it is made. Nothing is rewritten by this.
drop view money_gone;
alter table offers alter column unit_price type numeric;
alter table purchases
  alter column unit_price type numeric,
  alter column total type numeric;
alter table payment_attempts alter column amount type numeric;
alter table surplus_payments alter column amount type numeric;
alter table late_events alter column amount type numeric;

create view money_gone as
select purchase_id, sum(amount) filter (where kind = 'MONEY_GIVEN_BACK') as sent_back
from late_events event
where kind in ('DISPUTE_LOST', 'SETTLEMENT_DECLINED', 'MONEY_GIVEN_BACK')
  and exists (
    select from payment_attempts attempt
    where attempt.platform_reference = event.platform_reference)
group by purchase_id;
