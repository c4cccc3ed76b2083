-- Support's search takes the beginning of a login name or of a license key. Compared by signs, whatever the
-- language of the database: such an index serves the whole name as well.
drop index users_by_name;
create index users_by_name on users (lower(name) text_pattern_ops);
create index licenses_by_key on licenses (key text_pattern_ops);
