-- What the worker and the console may do, table by table; the owner does the rest. Run whole after each
-- migration, so that the last line about a table is all there is to know. A program that is not named
-- may not even read. Of what is only added nobody but the owner may change a row.
select pg_advisory_xact_lock(hashtext('licensing grants'));
revoke all on all tables in schema public from licensing_worker, licensing_console;

-- The schema itself, and what is the same for everybody.
grant select on flyway_schema_history to licensing_worker, licensing_console;
grant select on attempt_transitions, purchase_transitions to licensing_worker, licensing_console;
grant select on offers, terms_notes to licensing_worker, licensing_console;

-- What administrators publish: terms are only added, of an offer every version stays.
grant insert on terms_notes to licensing_console;
grant update (unit_price, currency, period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable,
  version, withdrawn) on offers to licensing_console;
grant select, insert on offer_versions, admin_actions to licensing_console;

-- People. To lock an organization's row takes a right to change it: its id, which others refer to, cannot change.
grant select, insert, update (id, closed_at, test) on organizations to licensing_console;
grant select, update (id) on organizations to licensing_worker;
grant select, insert, update (password_hash, password_initial, failed_logins, disabled_at, role, organization_id, email)
  on users to licensing_console;
grant execute on function erase_user(uuid) to licensing_console;
grant select (id, organization_id, name, role, disabled_at, email) on users to licensing_worker;
grant select, insert, update (last_period, secret), delete on second_factors to licensing_console;
grant select, insert, delete on recovery_codes to licensing_console;
grant select, insert, update (used_at), delete on account_links to licensing_console;
grant select, insert, update, delete on spring_session, spring_session_attributes to licensing_console;
grant select, insert, delete on login_failures to licensing_console;
grant select, insert, update (revoked_at) on api_keys to licensing_console;
grant select, insert, update (expires_at, used_at) on api_key_secrets to licensing_console;
grant select, insert on api_key_events to licensing_console;

-- Who may buy: the console writes it, and the worker asks when it records an order.
grant select, insert, update (may_buy, cap, currency), delete on buying_rights to licensing_console;
grant select on buying_rights to licensing_worker;
grant select, insert, delete on organization_owners to licensing_console;
grant select, insert on buying_right_events to licensing_console;
grant select, insert, update (purchase_id, offer_kind, quantity, total, currency, up_to, refused_at)
  on refused_orders to licensing_console, licensing_worker;

-- Purchases. What was bought, by whom and for how much stays as it was subscribed to.
grant select, insert, update (pay_before, step, outcome, outcome_reason, ended_at, attention, attention_reason,
  attention_sequence, trouble, trouble_reason, activation_abandoned, version) on purchases to licensing_worker;
grant select, update (version) on purchases to licensing_console;
grant select, insert on consents to licensing_worker;
grant select on consents to licensing_console;
grant select, insert, update (suspended_at, suspended_reason, reinstated_at) on licenses to licensing_worker;
grant select, update (machines, key) on licenses to licensing_console;
grant select on replaced_license_keys to licensing_worker;
grant select, insert on replaced_license_keys to licensing_console;
grant select, insert, update (seen_at), delete on license_machines to licensing_console;

-- Payments. The console hands one in, which is all that a trigger lets it do to an attempt; what it kept of
-- the card it cannot read again.
grant select, insert, update (state, state_since, reason, charging_since, platform_reference, authorized_at, card,
  captured_at, given_back, given_back_at, watched_until, searched_at) on payment_attempts to licensing_worker;
grant select, update (state, state_since, reason, charging_since, platform_reference, authorized_at, card,
  watched_until) on payment_attempts to licensing_console;
grant select on submitted_payments to licensing_worker;
grant select, insert, update (claimed_until, reported_at) on submitted_payments to licensing_console;
grant select, delete on payment_secrets to licensing_worker;
grant select (purchase_id, attempt, stored_at), insert, delete on payment_secrets to licensing_console;
grant select, update (decided_at, decided_how) on platform_notifications to licensing_worker;
grant select, insert, update (claimed_until, reported_at, reported_how) on platform_notifications to licensing_console;
grant select, insert, update on late_events to licensing_worker;
grant select on late_events, money_gone to licensing_console;
grant select on money_gone to licensing_worker;
grant select, insert, update (given_back, given_back_at) on surplus_payments to licensing_worker;
grant select on surplus_payments to licensing_console;

-- Support, and what it looks at.
grant select, insert on support_actions to licensing_worker;
grant select on support_actions, standing_proposals to licensing_console;
grant select on standing_proposals to licensing_worker;
grant select, insert, update (ended_at, stopped) on bulk_runs to licensing_worker;
grant select, insert, update (outcome, why, tries, asked_at) on bulk_targets to licensing_worker;
grant select on bulk_runs, bulk_targets to licensing_console;
grant select, insert, update on audit_findings to licensing_worker;
grant select, insert on audit_runs to licensing_worker;
grant select on audit_findings, audit_runs to licensing_console;

-- Evidence.
grant select, insert on evidence to licensing_worker;
grant select, insert, update (length, head) on evidence_chains to licensing_worker;
grant select on evidence, evidence_chains to licensing_console;

-- Documents, and what buyers want to stand on theirs.
grant select, insert, update (last) on document_numbers to licensing_worker;
grant select, insert on documents to licensing_worker;
grant select (document_id, kind, content), insert on document_files to licensing_worker;
grant select, insert, update (claimed_until), delete on documents_unmade to licensing_worker;
grant select on documents, document_files to licensing_console;
grant select on billing_details, order_numbers to licensing_worker;
grant select, insert, delete, update (company, address, postcode, city, country, vat_id, email, changed_at)
  on billing_details to licensing_console;
grant select, insert, delete, update (number, entered_at) on order_numbers to licensing_console;

-- What others are told of.
grant select, insert, update (mails_made_at, deliveries_made_at), delete on outbox to licensing_worker;

-- Webhooks. The console keeps secrets that it cannot read again, and asks for deliveries; the worker makes them.
grant select, insert, delete, update (address, types, disabled_at, disabled_why) on webhook_endpoints to licensing_console;
grant select, update (disabled_at, disabled_why) on webhook_endpoints to licensing_worker;
grant select (endpoint_id, made_at, valid_until), insert, delete, update (valid_until)
  on webhook_secrets to licensing_console;
grant select, update (ciphertext) on webhook_secrets to licensing_worker;
grant select, insert on webhook_deliveries to licensing_console;
grant select, insert, update (claimed_until, started_at, state, ended_at), delete on webhook_deliveries to licensing_worker;
grant select on webhook_attempts to licensing_console;
grant select, insert on webhook_attempts to licensing_worker;

-- Mails. The console asks for one; whom it goes to, and what it says, is the worker's to find.
grant select, insert, delete, update (copy_of, document_id, recipient, recipient_id, state, attempts, next_try_at,
    put_off_since, sent_at, reason)
  on mails to licensing_worker;
grant select, insert (id, asked_by, type, organization_id, purchase_id, document_id) on mails to licensing_console;
