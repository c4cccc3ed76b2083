-- In parts that are committed, so that nobody waits for a million rows who changes one meanwhile; broken off, it goes on.
do $$
declare
  filled bigint;
begin
  loop
    update licenses set user_id = purchases.user_id from purchases
      where purchases.id = licenses.purchase_id
        and licenses.key in (select key from licenses where user_id is null limit 10000);
    get diagnostics filled = row_count;
    commit;
    exit when filled = 0;
  end loop;
end $$;
