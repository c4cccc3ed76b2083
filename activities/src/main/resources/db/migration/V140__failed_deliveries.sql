-- An endpoint's deliveries that failed, page by page, however many arrived between them.
create index webhook_deliveries_failed on webhook_deliveries (endpoint_id, made_at, id) where state = 'FAILED';
