package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import licensing.local.storm.judge.Dossier.Document;
import licensing.local.storm.judge.Dossier.License;
import licensing.local.storm.judge.WebhookBook.Notice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of a real PostgreSQL, some of which the schema would refuse as long as it is whole. */
class RecordBookTest {

  private static final Path MIGRATIONS = Path.of("../activities/src/main/resources/db/migration");
  private static final String BOUGHT = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b10";
  private static final String WITHOUT_CONSENT = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b11";

  private static EmbeddedPostgres server;
  private static RecordBook book;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    book = new RecordBook(server.getPostgresDatabase());
    for (Path migration : migrations()) {
      execute(Files.readString(migration));
    }
    execute(
        """
        insert into organizations (id, name) values (gen_random_uuid(), 'Example');
        insert into users (id, organization_id, name, password_hash, role)
          select gen_random_uuid(), id, 'ann', '-', 'BUYER' from organizations;
        alter table licenses drop constraint licenses_purchase_id_key cascade;
        """);
    purchase(BOUGHT);
    purchase(WITHOUT_CONSENT);
    execute(
        """
        insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
          select '%s', id, 1, repeat('f', 64), 'en', '2026-01-01 12:00+00' from users;
        """
            .formatted(BOUGHT));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void readsEveryLicenseOfAPurchase() throws SQLException {
    license("MIG-1", "null");
    license("MIG-2", "now()");

    assertThat(record(BOUGHT).licenses())
        .containsExactlyInAnyOrder(new License("MIG-1", false), new License("MIG-2", true));
    assertThat(record(WITHOUT_CONSENT).licenses()).isEmpty();
  }

  @Test
  void readsWhatWasConsentedToBesideWhatIsPublished() {
    Dossier.Consent consent = Objects.requireNonNull(record(BOUGHT).consent());

    assertThat(consent.givenAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
    assertThat(consent.hash()).isEqualTo("f".repeat(64));
    assertThat(consent.published()).hasSize(64).isNotEqualTo(consent.hash());
  }

  @Test
  void readsAPurchaseThatNobodyConsentedTo() {
    assertThat(record(WITHOUT_CONSENT).consent()).isNull();
    assertThat(book.purchases().get(WITHOUT_CONSENT).buyer()).isEqualTo("ann");
  }

  @Test
  void tellsNoticesApartByTheirTime() throws SQLException {
    notice("2026-01-01 12:00:00+00", "now()");
    notice("2026-01-01 12:00:01+00", "null");

    assertThat(book.notices())
        .isEqualTo(
            Map.of(
                new Notice("dispute_won", "d1", Instant.parse("2026-01-01T12:00:00Z")), true,
                new Notice("dispute_won", "d1", Instant.parse("2026-01-01T12:00:01Z")), false));
  }

  @Test
  void findsWordsInTextsAndInBytes() throws SQLException {
    execute(
        """
        create table somewhere (words text, bytes bytea);
        insert into somewhere values ('text-canary', '\\xff'::bytea || 'byte-canary'::bytea || '\\x00'::bytea);
        """);
    Secrecy secrecy = new Secrecy(List.of("text-canary", "byte-canary"));

    new EveryRow(server.getPostgresDatabase()).read(secrecy::read);

    assertThat(secrecy.leaks()).hasSize(2).allMatch(leak -> leak.startsWith("table somewhere"));
  }

  @Test
  void knowsWhoIsWrittenTo() throws SQLException {
    execute(
        """
        update users set email = 'ann@example.com';
        insert into outbox (type, organization_id, purchase_id, subject, occurrence, occurred_at)
          select type, organization_id, '%s', '', '', now()
          from users cross join (values ('license.activated'), ('webhook.disabled')) types (type)
        """
            .formatted(BOUGHT));
    assertThat(book.happened())
        .extracting(MailBook.Happened::recipient, MailBook.Happened::copy)
        .containsExactly(
            tuple("ann@example.com", false),
            tuple(null, true),
            tuple(null, false),
            tuple(null, true));

    execute(
        """
        insert into webhook_endpoints (id, organization_id, address, types, made_by)
          select id, organization_id, 'https://hooks.example', '{license.activated}', id from users;
        update outbox set subject = users.id::text from users where type = 'webhook.disabled'
        """);
    assertThat(book.happened())
        .extracting(MailBook.Happened::recipient)
        .containsExactly("ann@example.com", null, "ann@example.com", null);

    execute(
        """
        insert into billing_details (organization_id, company, address, city, country, email)
          select organization_id, 'Example', '1 Street', 'Cork', 'IE', 'finance@example.com' from users
        """);
    assertThat(book.happened())
        .extracting(MailBook.Happened::recipient)
        .as("a key and a webhook are no matter of bookkeeping")
        .containsExactly("ann@example.com", null, "ann@example.com", null);

    execute("update outbox set type = 'document.issued' where type = 'license.activated'");
    assertThat(book.happened())
        .extracting(MailBook.Happened::recipient)
        .containsExactly("ann@example.com", "finance@example.com", "ann@example.com", null);

    execute("update users set email = null");
    assertThat(book.happened())
        .extracting(MailBook.Happened::recipient)
        .containsExactly("finance@example.com", null, "finance@example.com", null);
  }

  @Test
  void readsWhatWasCreditedOfAPurchase() throws SQLException {
    String credited = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b14";
    purchase(credited);
    document(credited, "2025-000001");
    execute(
        """
        insert into documents (id, seller, number, purchase_id, subject, credited, content) values
          (gen_random_uuid(), 'IE1', '2025-000002', '%1$s', 'r1', 57, '{}'),
          (gen_random_uuid(), 'IE1', '2025-000003', '%1$s', 'failed r1', -57, '{}');
        insert into document_numbers values ('IE1', 2025, 3)
        """
            .formatted(credited));

    assertThat(record(credited).documents())
        .containsExactlyInAnyOrder(
            new Document("2025-000001", "", BigDecimal.ZERO),
            new Document("2025-000002", "r1", new BigDecimal("57")),
            new Document("2025-000003", "failed r1", new BigDecimal("-57")));
  }

  /** Two payments that were taken; of three numbers two are written. */
  @Test
  void namesWhatIsWrongWithDocuments() throws SQLException {
    String written = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b12";
    String forgotten = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b13";
    taken(written);
    taken(forgotten);
    document(written, "2026-000001");
    document(WITHOUT_CONSENT, "2026-000003");
    execute("insert into document_numbers values ('IE1', 2026, 3)");

    assertThat(book.wrongDocuments())
        .filteredOn(what -> !what.startsWith("2025-"))
        .containsExactlyInAnyOrder(
            "payment of " + forgotten + " was taken, and has no document",
            "2026-000003 of " + WITHOUT_CONSENT + " is for a payment that was not taken",
            "2026-000001 of " + written + " has no file",
            "2026-000003 of " + WITHOUT_CONSENT + " has no file",
            "of 2026 3 numbers are taken, and 2 written");
  }

  private static void taken(String id) throws SQLException {
    purchase(id);
    execute(
        """
        alter table payment_attempts disable trigger user;
        insert into payment_attempts (purchase_id, number, amount, currency, state, authorized_at,
          captured_at)
        select '%s', 1, 57.00, 'USD', 'AUTHORIZED', now(), now() - interval '1 minute'
        """
            .formatted(id));
  }

  private static void document(String purchase, String number) throws SQLException {
    execute(
        """
        insert into documents (id, seller, number, purchase_id, subject, content)
        values (gen_random_uuid(), 'IE1', '%s', '%s', '', '{}')
        """
            .formatted(number, purchase));
  }

  private static Dossier.Record record(String purchase) {
    return book.purchases().get(purchase).record();
  }

  private static void purchase(String id) throws SQLException {
    execute(
        """
        insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
          period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
          auto_renew, total, subscribed_at, pay_before, step)
        select '%s', organization_id, id, 'MIGRATION', 19.00, 'USD', 365, 1, 99, false, 3, false,
          57.00, now(), now(), 'CONFIRM' from users
        """
            .formatted(id));
  }

  private static void license(String key, String suspended) throws SQLException {
    execute(
        """
        insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
          starts_at, ends_at, suspended_at)
        select '%s', '%s', organization_id, 'MIGRATION', 3, false, now(), now() + interval '1 day',
          %s from users
        """
            .formatted(key, BOUGHT, suspended));
  }

  private static void notice(String at, String decided) throws SQLException {
    execute(
        """
        insert into platform_notifications (id, kind, subject, occurred_at, payload, decided_at,
          decided_how)
        values (gen_random_uuid(), 'dispute_won', 'd1', '%s', '', %s, 'applied')
        """
            .formatted(at, decided));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Path> migrations() throws IOException {
    try (var files = Files.list(MIGRATIONS)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(Comparator.comparingInt(RecordBookTest::version))
          .toList();
    }
  }

  private static int version(Path migration) {
    return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }
}
