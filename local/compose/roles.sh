#!/usr/bin/env bash
# Run once, on an empty data folder: the console's database with its roles, and databases for Temporal.
# The migration job grants to worker and console what they may do: activities/src/main/resources/db/grants.sql
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v owner="$DATABASE_PASSWORD" -v worker="$WORKER_DATABASE_PASSWORD" \
  -v console="$CONSOLE_DATABASE_PASSWORD" -v temporal="$TEMPORAL_DATABASE_PASSWORD" <<'END'
create role licensing_owner login password :'owner';
create role licensing_worker login password :'worker';
create role licensing_console login password :'console';
create database licensing owner licensing_owner;
revoke all on database licensing from public;
grant connect on database licensing to licensing_worker, licensing_console;
create role temporal login password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database temporal, temporal_visibility from public;
END
