-- Two decimals are those of most currencies, not of all: 19.125 KWD would have been rounded in silence. How many an amount
-- has is known by its currency, and checked where it is made. Nothing is rewritten by this.
alter table offers alter column unit_price type numeric;
alter table purchases
  alter column unit_price type numeric,
  alter column total type numeric;
alter table payment_attempts alter column amount type numeric;
alter table surplus_payments alter column amount type numeric;
alter table late_events alter column amount type numeric;
