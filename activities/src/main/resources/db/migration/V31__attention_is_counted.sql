-- What the process says of a purchase may be written late, by an activity that nobody waits for any
-- more: what was said before the newest is not heard.
alter table purchases add column attention_sequence bigint not null default 0;
