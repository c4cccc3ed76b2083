-- Purchases of two years as their rows stand. Nothing runs behind them.
-- :purchases and :organizations are replaced by numbers, :open by 1, or by 0 where all shall have ended, and :youngest by the
-- hours that even the youngest of those lie back.
select setseed(0.5);
set synchronous_commit = off;

create temp table people as
  select i, gen_random_uuid() as organization, gen_random_uuid() as first,
    gen_random_uuid() as second
  from generate_series(1, :organizations) i;
alter table people add primary key (i);
insert into organizations (id, name) select organization, 'Organization ' || i from people;
insert into users (id, organization_id, name, password_hash, role)
  select first, organization, 'bench-' || i || '-a', '-', 'BUYER' from people
  union all select second, organization, 'bench-' || i || '-b', '-', 'BUYER' from people;

-- Some organizations buy much, most buy little. One purchase in five hundred is open, half of these in need of
-- a person; the others have ended, most of them well.
create temp table lives as
  select
    1 + floor(:organizations * power(random(), 3))::int as owner, random() < 0.7 as first,
    1 + floor(20 * power(random(), 4))::int as quantity,
    case
      when :open * (i % 1000) = 1 then now() - random() * interval '30 minutes'
      when :open * (i % 1000) = 2 then now() - random() * interval '7 days'
      else now() - interval ':youngest hours' - random() * interval '730 days'
    end as subscribed_at,
    case when :open * (i % 1000) in (1, 2) then null else (array['SUSPENDED', 'GIVEN_BACK', 'DECLINED',
      'WITHDRAWN', 'LAPSED', 'LICENSED'])[1 + width_bucket(random(),
      array[0.001, 0.003, 0.05, 0.15, 0.3])] end as outcome,
    (array['CONFIRM_REDIRECT', 'AWAIT_PAYMENT', 'ACTIVATE_LICENSE', 'REDIRECT_HOME'])[1 +
      width_bucket(random(), array[0.5, 0.9, 0.93])] as step,
    (array['payment-unknown', 'platform-unreachable', 'activation-failing', 'capture-failing',
      'release-failing'])[1 + floor(random() * 5)::int] as trouble,
    :open * (i % 1000) = 2 as troubled, random() < 0.001 as reported
  from generate_series(1, :purchases) i;

insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
  period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
  auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at, attention,
  attention_reason)
select gen_random_uuid(), organization, case when lives.first then people.first else second end,
  'MIGRATION', 19, 'USD', 365, 1, 99, false, quantity, false, 19 * quantity, subscribed_at,
  subscribed_at + interval '30 minutes',
  case when outcome is not null then 'ENDED' when not troubled then step
    when trouble in ('payment-unknown', 'platform-unreachable') then 'AWAIT_PAYMENT'
    when trouble in ('activation-failing', 'release-failing') then 'ACTIVATE_LICENSE'
    else 'REDIRECT_HOME' end,
  outcome, case when outcome is not null then subscribed_at + interval '5 minutes' end,
  case when troubled then trouble when outcome = 'SUSPENDED' then 'money-lost'
    when outcome = 'LICENSED' and reported then 'platform-report' end,
  case when troubled or outcome = 'SUSPENDED' or outcome = 'LICENSED' and reported
    then 'it was noted so' end
from lives join people on people.i = lives.owner;

insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
select id, user_id, 1, (
    select encode(sha256(convert_to(string_agg(heading || E'\n' || body || E'\n', '' order by position), 'UTF8')), 'hex')
    from terms_notes where version = 1 and locale = 'en'),
  'en', subscribed_at from purchases;

-- One buyer in ten had a card declined before. No attempt begins like that, so its guard looks away.
alter table payment_attempts disable trigger attempts_begin_open;
insert into payment_attempts (purchase_id, number, amount, currency, state, reason,
  platform_reference, authorized_at, card, captured_at, opened_at)
select id, number, total, currency, state,
  case when state = 'DECLINED' then '2001 Insufficient Funds' end,
  case when state = 'AUTHORIZED' then left(md5(id::text), 12) end,
  case when state = 'AUTHORIZED' then subscribed_at + interval '1 minute' end,
  case when state = 'AUTHORIZED' then (array['Visa', 'MasterCard', 'American Express'])[1 +
    floor(random() * 3)::int] || ' ending in ' || lpad(floor(random() * 10000)::text, 4, '0')
    end,
  case when outcome = 'LICENSED' and state = 'AUTHORIZED' then subscribed_at + interval '2 minutes' end,
  subscribed_at
from (
  select id, total, currency, subscribed_at, outcome, number,
    case
      when number < last then 'DECLINED'
      when outcome in ('LICENSED', 'SUSPENDED', 'GIVEN_BACK') then 'AUTHORIZED'
      when outcome = 'DECLINED' then 'DECLINED'
      when outcome is not null then 'CLOSED'
      when step <> 'AWAIT_PAYMENT' then 'AUTHORIZED'
      when attention = 'payment-unknown' then 'UNKNOWN'
      when attention is not null then 'SUBMITTED'
      else 'OPEN'
    end as state
  from (select *, case when random() < 0.1 then 2 else 1 end as last from purchases
    where step <> 'CONFIRM_REDIRECT') tried
  cross join generate_series(1, last) number) attempts;
alter table payment_attempts enable trigger attempts_begin_open;

insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
  starts_at, ends_at, suspended_at)
select 'MIG-' || rtrim(regexp_replace(upper(left(md5(id::text || 'key'), 16)), '(....)',
    '\1-', 'g'), '-'),
  id, organization_id, offer_kind, quantity, false, subscribed_at,
  subscribed_at + interval '365 days', case when outcome = 'SUSPENDED' then ended_at end
from purchases
where outcome in ('LICENSED', 'SUSPENDED') or outcome is null and step = 'REDIRECT_HOME';
