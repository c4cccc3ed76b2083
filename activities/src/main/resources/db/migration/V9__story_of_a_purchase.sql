-- What support reads of one purchase at once, each by an index.
create index notifications_of_purchase on platform_notifications (purchase_id)
  where purchase_id is not null;
create index findings_of_purchase on audit_findings (purchase);
create index closed_findings on audit_findings (closed_at desc) where closed_at is not null;

-- When an attempt came to be in its state. Unknown for what changed before.
alter table payment_attempts add column state_since timestamptz;

-- When the license began to work, which is later than its period by as long as the activation took.
-- Unknown for what was activated before.
alter table licenses add column activated_at timestamptz;
alter table licenses alter column activated_at set default now();
