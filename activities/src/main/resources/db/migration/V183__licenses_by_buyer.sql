alter table licenses alter user_id set not null;
create index licenses_of_buyer on licenses (organization_id, user_id, starts_at, purchase_id);
