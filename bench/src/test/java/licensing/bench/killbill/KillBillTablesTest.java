package licensing.bench.killbill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import licensing.bench.Surrounded;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class KillBillTablesTest {

  /** As in its release: a type of another database's, and an act that takes a superuser. */
  private static final String FITS =
      """
      CREATE DOMAIN datetime AS timestamp;
      CREATE FUNCTION widen() RETURNS event_trigger LANGUAGE plpgsql AS $$
      BEGIN NULL; END
      $$;
      CREATE EVENT TRIGGER widen ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
        EXECUTE PROCEDURE widen();
      """;

  private static final String ACCOUNTS =
      """
      create table accounts (id serial /*! unsigned */);
      create index on accounts (id);
      """;

  @TempDir Path folder;

  @Test
  void makesThemAsTheirOwner() throws Exception {
    byte[] util =
        zip(
            Map.of(
                "org/killbill/billing/util/ddl.sql", text("create table tags (made datetime);"),
                "org/killbill/billing/util/ddl-postgresql.sql", text(FITS),
                "org/killbill/billing/util/ddl_test.sql", text("create table of_tests ();")));
    byte[] account = zip(Map.of("org/killbill/billing/account/ddl.sql", text(ACCOUNTS)));
    byte[] another =
        zip(Map.of("org/killbill/billing/another/ddl.sql", text("create table others ();")));
    Path war =
        war(
            Map.of(
                "WEB-INF/lib/killbill-account-0.22.26.jar", account,
                "WEB-INF/lib/killbill-util-0.22.26.jar", util,
                "WEB-INF/lib/another-1.0.jar", another));
    try (HikariDataSource database = Surrounded.by("killbill").database()) {
      JdbcClient rows = JdbcClient.create(database);
      rows.sql("create role killbill").update();
      rows.sql("grant all on schema public to killbill").update();

      KillBillTables.make(database, war, "killbill");

      assertThat(
              rows.sql("select tablename, tableowner from pg_tables where schemaname = 'public'")
                  .query((row, _) -> row.getString(1) + " of " + row.getString(2))
                  .list())
          .containsExactlyInAnyOrder("accounts of killbill", "tags of killbill");
      assertThat(rows.sql("select evtname from pg_event_trigger").query(String.class).list())
          .containsExactly("widen");
    }
  }

  @Test
  void saysWhereThereAreNone() throws Exception {
    Path war = war(Map.of("WEB-INF/web.xml", text("<web-app/>")));
    try (HikariDataSource database = Surrounded.by("killbill_none").database()) {
      assertThatThrownBy(() -> KillBillTables.make(database, war, "killbill"))
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining(war.toString());
    }
  }

  private Path war(Map<String, byte[]> entries) throws IOException {
    return Files.write(folder.resolve("killbill.war"), zip(entries));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
