-- A login name is stored with its session as well, which has room for so many. Names from before stay as they are.
alter table users add constraint name_fits check (length(name) between 1 and 100) not valid;
