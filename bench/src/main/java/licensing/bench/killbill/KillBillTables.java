package licensing.bench.killbill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import licensing.local.LaunchFailure;

/** Its tables, by the scripts that its release carries in its jars. */
public final class KillBillTables {

  private static final Pattern JAR = Pattern.compile("WEB-INF/lib/killbill-[a-z]+-[0-9.]+\\.jar");
  private static final Pattern SCRIPT =
      Pattern.compile("org/killbill/billing/[a-z]+/ddl(-postgresql)?\\.sql");

  private KillBillTables() {}

  /**
   * Makes them in an empty database.
   *
   * @param database as superuser: a part of what makes PostgreSQL fit takes that
   * @param role that owns the tables
   */
  public static void make(DataSource database, Path war, String role)
      throws IOException, SQLException {
    List<String> first = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    read(war, first, tables);
    if (first.isEmpty() || tables.isEmpty()) {
      throw new LaunchFailure(war + " has no scripts for PostgreSQL.");
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String script : first) {
        statement.execute(script);
      }
      statement.execute("set role " + role);
      for (String script : tables) {
        statement.execute(script);
      }
      statement.execute("reset role");
    }
  }

  private static void read(Path war, List<String> first, List<String> tables) throws IOException {
    try (ZipFile libraries = new ZipFile(war.toFile())) {
      for (ZipEntry library : Collections.list(libraries.entries())) {
        if (JAR.matcher(library.getName()).matches()) {
          try (InputStream jar = libraries.getInputStream(library)) {
            read(new ZipInputStream(jar), first, tables);
          }
        }
      }
    }
  }

  private static void read(ZipInputStream jar, List<String> first, List<String> tables)
      throws IOException {
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (SCRIPT.matcher(entry.getName()).matches()) {
        String script = new String(jar.readAllBytes(), StandardCharsets.UTF_8);
        (entry.getName().endsWith("-postgresql.sql") ? first : tables).add(script);
      }
    }
  }
}
