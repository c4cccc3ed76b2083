-- What the overview of support asks of the newest purchases, without a look at each of their rows.
create index attempts_by_time on payment_attempts (opened_at) include (purchase_id, authorized_at, captured_at);
create index licenses_by_time on licenses (starts_at) include (purchase_id, activated_at);
