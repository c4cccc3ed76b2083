#!/usr/bin/env bash
# Run once, on an empty data folder: a role and databases for the console, and others for Temporal.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v licensing="$DATABASE_PASSWORD" -v temporal="$TEMPORAL_DATABASE_PASSWORD" <<'END'
create role licensing login password :'licensing';
create database licensing owner licensing;
create role temporal login password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
END
