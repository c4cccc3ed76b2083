-- What a test organization buys is a test for good, whatever becomes of the organization's mark, and never counts as money.
alter table organizations add column test boolean not null default false;
alter table purchases add column test boolean not null default false;
