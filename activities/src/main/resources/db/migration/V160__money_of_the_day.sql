-- What was given back lately, which is little of all: found without a look at every attempt.
create index attempts_given_back on payment_attempts (given_back_at) where given_back_at is not null;
