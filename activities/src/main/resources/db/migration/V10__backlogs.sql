-- What is counted for whoever watches, so that counting reads no more than what waits.
create index payments_not_known on payment_attempts (charging_since) where state in ('CHARGING', 'UNKNOWN');
create index notifications_to_decide on platform_notifications (received_at) where decided_at is null;
