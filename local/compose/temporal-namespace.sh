#!/bin/sh
# Makes the namespace of the purchases, if it is missing. A new one can be used a moment later.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
until temporal workflow count --namespace "$TEMPORAL_NAMESPACE"; do
  sleep 1
done
