-- All else that is kept of the ended purchases that many-purchases.sql makes, as it stands when nothing of it waits any
-- more: of good, or of the last 90 days. Files of documents stand for theirs with half a kilobyte each.
select setseed(0.5);
set synchronous_commit = off;
set work_mem = '256MB';

insert into submitted_payments (purchase_id, attempt, submitted_at, claimed_until, reported_at)
select purchase_id, number, opened_at + interval '30 seconds', opened_at + interval '33 seconds',
  opened_at + interval '31 seconds'
from payment_attempts where state in ('AUTHORIZED', 'DECLINED');

insert into platform_notifications (id, kind, subject, occurred_at, payload, purchase_id, received_at,
  claimed_until, reported_at, reported_how, reference, decided_at, decided_how)
select gen_random_uuid(), 'transaction_settled', platform_reference, settled, repeat(md5(platform_reference), 37),
  purchase_id, settled, settled, settled, 'to be read again', platform_reference, settled, 'ignored: nothing new'
from (select *, captured_at + interval '1 day' as settled from payment_attempts where captured_at is not null) paid;

-- What became of few: money that came twice, and disputes that were won.
insert into surplus_payments (platform_reference, purchase_id, attempt, found_at, given_back, given_back_at, amount,
  currency)
select 'surplus-' || platform_reference, purchase_id, number, captured_at, 'RELEASED', captured_at, amount, currency
from payment_attempts where captured_at is not null and random() < 0.0005;
insert into late_events (platform_reference, subject, purchase_id, kind, amount, currency, changed_at, read_at)
select platform_reference, 'dispute-' || platform_reference, purchase_id, 'DISPUTE_WON', amount, currency,
  captured_at + interval '30 days', captured_at + interval '30 days'
from payment_attempts where captured_at is not null and random() < 0.001;
insert into support_actions (purchase_id, action, version_seen, operator, reason, acted_at)
select id, 'annotate', 5, 'nobody', 'the buyer called', ended_at + interval '1 day'
from purchases where ended_at is not null and random() < 0.01;

-- Who buys: some have an address, a number of their own, a limit, a key for programs.
insert into billing_details (organization_id, company, address, postcode, city, country, vat_id, email)
select id, name, '1 Quay Street', 'D01', 'Dublin', 'IE', null, 'billing@buyer.example'
from organizations where name like 'Organization %' and random() < 0.3;
insert into order_numbers (purchase_id, organization_id, number, entered_at)
select id, organization_id, 'PO-' || left(id::text, 8), subscribed_at from purchases where random() < 0.1;
insert into buying_rights (organization_id, user_id, may_buy, cap, currency)
select organization_id, id, true, 1000000, 'USD' from users where name like 'bench-%-b' and random() < 0.1;
insert into api_keys (id, organization_id, user_id, name, scopes)
select gen_random_uuid(), organization_id, id, 'ordering', array['purchases:read']
from users where name like 'bench-%-a' and random() < 0.05;
insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval,
  expiry_time, principal_name)
select gen_random_uuid()::text, gen_random_uuid()::text, now, now, 1800, now + 3600000, name
from users, (select (extract(epoch from now()) * 1000)::bigint as now) clock
where name like 'bench-%-a' and random() < 0.05;
insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
select primary_id, 'SPRING_SECURITY_CONTEXT', decode(repeat(md5(session_id), 64), 'hex') from spring_session
where principal_name like 'bench-%-a';
insert into license_machines (id, purchase_id, fingerprint, name, platform, activated_at, seen_at)
select gen_random_uuid(), purchase_id, md5(key), 'host', 'linux', starts_at, starts_at
from licenses where random() < 0.05;
update licenses set machines = 1 where purchase_id in (select purchase_id from license_machines);

-- Of each paid purchase a receipt, by a series of its own.
create temp table receipts as
  select gen_random_uuid() as id, paid.*, extract(year from captured_at at time zone 'UTC')::int as year,
    row_number() over (partition by extract(year from captured_at at time zone 'UTC') order by captured_at) as place
  from (select purchase_id, captured_at, platform_reference, card from payment_attempts
    where captured_at is not null) paid;
insert into document_numbers (seller, year, last)
select 'Seller of before', year, max(place) from receipts group by year;
insert into documents (id, seller, number, purchase_id, subject, written_at, content)
select receipts.id, 'Seller of before', year || '-' || lpad(place::text, 6, '0'), purchase_id, '', captured_at,
  json_build_object('version', 1, 'number', year || '-' || lpad(place::text, 6, '0'),
    'issuedOn', captured_at::date, 'language', 'en',
    'seller', json_build_object('name', 'Seller of before', 'address', '1 Example Quay', 'postcode', null,
      'city', 'Dublin', 'country', 'IE', 'vatId', 'IE1234567T', 'taxNumber', null, 'registration', null,
      'email', 'billing@console.example'),
    'buyer', json_build_object('name', organizations.name, 'address', null, 'postcode', null, 'city', null,
      'country', null, 'vatId', null, 'taxNumber', null, 'registration', null, 'email', null),
    'orderNumber', null, 'purchase', purchase_id,
    'item', json_build_object('offer', offer_kind, 'quantity', quantity, 'part', false, 'from',
      captured_at::date, 'until', captured_at::date + 365),
    'total', total::numeric(14, 2) || ' ' || currency,
    'tax', json_build_object('rule', 'STANDARD', 'percent', 23, 'net', round(total / 1.23, 2),
      'amount', total - round(total / 1.23, 2), 'rounding', 0.00),
    'payment', json_build_object('paidOn', captured_at::date, 'reference', platform_reference, 'card', card),
    'consent', json_build_object('termsVersion', terms_version, 'textHash', text_hash), 'credited', null)::text
from receipts join purchases on purchases.id = purchase_id join consents using (purchase_id)
join organizations on organizations.id = organization_id;
insert into document_files (document_id, kind, content, hash, made_at)
select id, 'PDF', content, encode(sha256(content), 'hex'), captured_at
from receipts, lateral (select decode(repeat(md5(id::text), 32), 'hex') as content) file;

-- Each organization's chain, as it is hashed.
create function pg_temp.linked(previous text, link text) returns text language sql immutable
  as $$ select encode(sha256(convert_to(previous || E'\n' || link, 'UTF8')), 'hex') $$;
create aggregate pg_temp.chain(text) (sfunc = pg_temp.linked, stype = text,
  initcond = '0000000000000000000000000000000000000000000000000000000000000000');
create temp table tried as
  select attempt.purchase_id, json_agg(json_build_object(
    'number', number, 'amount', amount || ' ' || currency, 'state', state, 'reason', reason, 'openedAt', opened_at,
    'handedInAt', submitted_at, 'chargingSince', charging_since, 'platformReference', platform_reference,
    'card', card, 'authorizedAt', authorized_at, 'capturedAt', captured_at, 'givenBack', given_back,
    'givenBackAt', given_back_at) order by number) as attempts
  from payment_attempts attempt
  left join submitted_payments submitted on (submitted.purchase_id, submitted.attempt) = (attempt.purchase_id, number)
  group by attempt.purchase_id;
analyze tried;
analyze receipts;
analyze documents;
analyze licenses;
insert into evidence_chains (organization_id)
select distinct organization_id from purchases where outcome is not null on conflict do nothing;
insert into evidence (organization_id, position, purchase_id, edition, written_at, document, previous_hash, hash)
select organization_id, position, purchase_id, 1, written_at, document,
  lag(hash, 1, repeat('0', 64)) over (partition by organization_id order by position), hash
from (
  select *, pg_temp.chain(concat_ws(E'\n', organization_id, position, purchase_id, 1,
    to_char(written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), document))
    over (partition by organization_id order by position) as hash
  from (
    select purchase.organization_id, purchase.id as purchase_id,
      row_number() over (partition by purchase.organization_id order by ended_at, purchase.id) as position,
      date_trunc('second', ended_at) + interval '1 second' as written_at,
      json_build_object('version', 5, 'purchase', purchase.id, 'organization', purchase.organization_id,
        'user', purchase.user_id,
        'order', json_build_object('offer', offer_kind, 'quantity', purchase.quantity,
          'unitPrice', unit_price || ' ' || currency, 'total', total || ' ' || currency, 'periodDays', period_days,
          'autoRenew', purchase.auto_renew, 'test', test, 'subscribedAt', subscribed_at),
        'consent', json_build_object('termsVersion', terms_version, 'locale', consent.locale, 'textHash', text_hash,
          'givenAt', given_at, 'notes', (
            select json_agg(json_build_object('heading', heading, 'text', body) order by note.position)
            from terms_notes note where version = 1 and note.locale = 'en')),
        'attempts', coalesce(attempts, '[]'), 'surplus', json_build_array(),
        'license', case when license.key is not null then json_build_object('key', license.key,
          'quantity', license.quantity, 'autoRenew', license.auto_renew, 'startsAt', starts_at, 'endsAt', ends_at,
          'suspendedAt', suspended_at, 'suspendedReason', suspended_reason, 'reinstatedAt', reinstated_at) end,
        'documents', case when issued.id is null then json_build_array() else json_build_array(json_build_object(
          'number', issued.number, 'kind', 'RECEIPT',
          'hash', encode(sha256(convert_to(issued.content, 'UTF8')), 'hex'))) end,
        'supportActions', json_build_array(), 'reports', json_build_array(),
        'end', json_build_object('outcome', outcome, 'reason', outcome_reason, 'at', ended_at))::text as document
    from purchases purchase
    join consents consent on consent.purchase_id = purchase.id
    left join tried on tried.purchase_id = purchase.id
    left join licenses license on license.purchase_id = purchase.id
    left join documents issued on issued.purchase_id = purchase.id
    where outcome is not null) documented) hashed;
update evidence_chains chain set length = position, head = hash
from (select distinct on (organization_id) organization_id, position, hash from evidence
  order by organization_id, position desc) last
where chain.organization_id = last.organization_id;

-- Of the last 90 days, which is as long as it is kept: what others were told.
insert into outbox (type, organization_id, purchase_id, subject, occurrence, occurred_at, data, mails_made_at,
  deliveries_made_at)
select type, organization_id, purchases.id,
  case type when 'document.issued' then number else purchases.id::text end, '', ended_at,
  case type when 'purchase.ended' then jsonb_build_object('outcome', outcome) else '{}' end, ended_at, ended_at
from purchases left join documents on documents.purchase_id = purchases.id
cross join (values ('license.activated'), ('document.issued'), ('purchase.ended')) told (type)
where ended_at > now() - interval '89 days'
  and case type when 'license.activated' then outcome in ('LICENSED', 'SUSPENDED')
    when 'document.issued' then number is not null else true end
order by ended_at;
insert into mails (id, outbox_id, type, organization_id, purchase_id, document_id, recipient, state, attempts,
  made_at, next_try_at, sent_at)
select gen_random_uuid(), outbox.id, type, organization_id, outbox.purchase_id, documents.id,
  'billing@buyer.example', 'SENT', 1, occurred_at, occurred_at + interval '10 minutes', occurred_at
from outbox left join documents on documents.purchase_id = outbox.purchase_id where type = 'license.activated';
-- Not in force, since nothing here may call anybody.
insert into webhook_endpoints (id, organization_id, address, types, made_by, disabled_at, disabled_why)
select gen_random_uuid(), organization_id, 'https://receiver.example/', array['license.activated', 'purchase.ended'],
  id, now(), 'USER'
from users where name like 'bench-%-a' and random() < 0.05;
insert into webhook_deliveries (id, endpoint_id, message, type, payload, purchase_id, made_at, started_at, state,
  ended_at)
select gen_random_uuid(), endpoint.id, outbox.id::text, type, repeat(md5(outbox.id::text), 25), purchase_id,
  occurred_at, occurred_at, 'DELIVERED', occurred_at
from outbox join webhook_endpoints endpoint using (organization_id) where type = any (types);
insert into webhook_attempts (delivery_id, number, tried_at, outcome, status, milliseconds, answer)
select id, 1, made_at, 'DELIVERED', 200, 80, '' from webhook_deliveries;

-- Audits, each hour of the two years, and what they found and came right.
insert into audit_runs (ran_at, purchases, payments, findings)
select hour, 60, 50, 0
from generate_series(now() - interval '730 days', now() - interval '1 hour', interval '1 hour') hour;
insert into audit_findings (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at, closed_at)
select 'capture-missing', id::text, '', 'it was so', ended_at, 'none', ended_at, ended_at, ended_at + interval '1 hour'
from purchases where ended_at is not null and random() < 0.001;

-- :waiting more, whose payment is waited for, for longer than anything here lasts. Nothing runs behind them.
create temp table buyers as
  select row_number() over (order by id) as place, count(*) over () as every, organization_id, id
  from users where name like 'bench-%-a';
alter table buyers add primary key (place);
create temp table waiting as
  select gen_random_uuid() as id, now() - random() * interval '25 minutes' as subscribed_at,
    1 + floor(random() * (select max(every) from buyers))::bigint as buyer
  from generate_series(1, :waiting);
insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency, period_days,
  minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity, auto_renew, total, subscribed_at,
  pay_before, step)
select waiting.id, organization_id, buyers.id, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 1, false, 19,
  subscribed_at, now() + interval '2 days', 'AWAIT_PAYMENT'
from waiting join buyers on place = buyer;
insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
select purchases.id, user_id, 1, text_hash, 'en', purchases.subscribed_at
from purchases cross join (select text_hash from consents limit 1) known where outcome is null;
insert into payment_attempts (purchase_id, number, amount, currency, state, opened_at)
select id, 1, total, currency, 'OPEN', subscribed_at + interval '20 seconds' from purchases where outcome is null;
