-- What an organization wants to stand on its papers. Those that are written keep what stood here then.
create table billing_details (
  organization_id uuid primary key references organizations,
  company         text not null,
  address         text not null,
  postcode        text,
  city            text not null,
  country         char(2) not null,
  vat_id          text,
  email           text not null,
  changed_at      timestamptz not null default now()
);

-- The buyer's own number for a purchase, handed in with it: before there is a purchase.
create table order_numbers (
  purchase_id     uuid primary key,
  organization_id uuid not null references organizations,
  number          text not null,
  entered_at      timestamptz not null default now()
);
