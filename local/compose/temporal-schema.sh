#!/bin/sh
# Makes or updates the schemas of the Temporal server; its version tables exist after the first time.
set -eu

schema() {
  tool="temporal-sql-tool --plugin postgres12 --ep $POSTGRES_SEEDS -p 5432 -u temporal --db $1"
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$2/versioned" || {
    $tool setup-schema -v 0.0
    $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$2/versioned"
  }
}

schema temporal temporal
schema temporal_visibility visibility
