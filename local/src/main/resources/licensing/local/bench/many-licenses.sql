-- Licenses of two years as their rows stand, one in a thousand suspended. Nothing runs behind them.
-- The first :large are one organization's, the demo's buyer's, and those of its first month a colleague's; :licenses, :large and :organizations are numbers.
select setseed(0.5);
set synchronous_commit = off;

create temp table people as
  select i, gen_random_uuid() as organization, gen_random_uuid() as person
  from generate_series(1, :organizations) i;
insert into organizations (id, name) select organization, 'Organization ' || i from people;
insert into users (id, organization_id, name, password_hash, role)
  select person, organization, 'bench-' || i, '-', 'BUYER' from people;
insert into people select 0, organization_id, id from users where name = 'buyer';
insert into people select -1, organization_id, id from users where name = 'colleague';

insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
  period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
  auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
select gen_random_uuid(), organization, person, 'MIGRATION', 19, 'USD', 365, 1, 99, false, quantity,
  false, 19 * quantity, subscribed_at, subscribed_at + interval '30 minutes', 'ENDED', outcome,
  subscribed_at + interval '5 minutes'
from (
  select case when i > :large then 1 + i % :organizations
      when subscribed_at < now() - interval '700 days' then -1 else 0 end as owner,
    1 + floor(20 * power(random(), 4))::int as quantity,
    subscribed_at, case when i % 1000 = 0 then 'SUSPENDED' else 'LICENSED' end as outcome
  from (
    select i, now() - interval '1 hour' - random() * interval '730 days' as subscribed_at
    from generate_series(1, :licenses) i) begun) lives
join people on people.i = lives.owner;

insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
  starts_at, ends_at, suspended_at)
select 'MIG-' || rtrim(regexp_replace(upper(left(md5(id::text || 'key'), 16)), '(....)',
    '\1-', 'g'), '-'),
  id, organization_id, offer_kind, quantity, false, subscribed_at,
  subscribed_at + interval '365 days', case when outcome = 'SUSPENDED' then ended_at end
from purchases;
