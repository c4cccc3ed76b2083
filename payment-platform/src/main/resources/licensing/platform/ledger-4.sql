ALTER TABLE nonces ADD COLUMN account TEXT;
ALTER TABLE transactions ADD COLUMN authorized_id TEXT REFERENCES transactions (id);
CREATE INDEX IF NOT EXISTS transactions_by_authorization ON transactions (authorized_id);
CREATE TABLE IF NOT EXISTS customers (
  id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
);
