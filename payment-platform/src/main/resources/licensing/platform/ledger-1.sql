CREATE TABLE IF NOT EXISTS transactions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  order_id TEXT,
  amount TEXT NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL,
  card_type TEXT NOT NULL,
  last4 TEXT NOT NULL,
  expiration TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  three_d_secure TEXT,
  response_code TEXT,
  response_text TEXT,
  rejection TEXT,
  duplicate_of TEXT,
  refunded_id TEXT REFERENCES transactions (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS transactions_by_order ON transactions (order_id);
CREATE INDEX IF NOT EXISTS transactions_by_status ON transactions (status, updated_at);
CREATE INDEX IF NOT EXISTS transactions_by_original ON transactions (refunded_id);

CREATE TABLE IF NOT EXISTS status_events (
  transaction_id TEXT NOT NULL REFERENCES transactions (id),
  status TEXT NOT NULL,
  amount TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS status_events_by_transaction ON status_events (transaction_id);

CREATE TABLE IF NOT EXISTS nonces (
  digest TEXT PRIMARY KEY,
  card_type TEXT NOT NULL,
  last4 TEXT NOT NULL,
  expiration TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  behaviour TEXT NOT NULL,
  three_d_secure TEXT,
  created_at INTEGER NOT NULL,
  consumed_at INTEGER
);

CREATE TABLE IF NOT EXISTS request_keys (
  operation TEXT NOT NULL,
  request_key TEXT NOT NULL,
  input TEXT NOT NULL,
  transaction_id TEXT NOT NULL REFERENCES transactions (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (operation, request_key)
);

CREATE TABLE IF NOT EXISTS disputes (
  id TEXT PRIMARY KEY,
  transaction_id TEXT NOT NULL REFERENCES transactions (id),
  status TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS disputes_by_transaction ON disputes (transaction_id);

CREATE TABLE IF NOT EXISTS deliveries (
  transaction_id TEXT,
  kind TEXT NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS injections (
  operation TEXT NOT NULL,
  fault TEXT NOT NULL,
  order_id TEXT,
  at INTEGER NOT NULL
);
