package licensing.local.storm.judge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import licensing.local.LaunchFailure;
import licensing.local.storm.judge.Dossier.Document;
import licensing.local.storm.judge.Dossier.License;
import licensing.local.storm.judge.WebhookBook.Notice;
import licensing.payment.Money;
import licensing.purchase.status.PurchaseOutcome;
import licensing.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What the rows in PostgreSQL say. */
record RecordBook(DataSource database) {

  private static final String PURCHASES =
      """
      select purchases.id, outcome, attention, attention_reason, total, purchases.currency, ended_at,
        given_at, text_hash, terms_version, locale, users.name as bought_by,
        (select min(charging_since) from payment_attempts where purchase_id = purchases.id)
          as first_charging,
        (select coalesce(array_agg(platform_reference), '{}') from payment_attempts
          where purchase_id = purchases.id and platform_reference is not null) as adopted
      from purchases join users on users.id = purchases.user_id
        left join consents on consents.purchase_id = purchases.id
      """;

  private static final String WRONG_DOCUMENTS =
      """
      select 'payment of ' || purchase_id || ' was taken, and has no document'
      from payment_attempts where captured_at is not null and not exists (
        select from documents
        where documents.purchase_id = payment_attempts.purchase_id and subject = '')
      union all
      select number || ' of ' || purchase_id || ' is for a payment that was not taken'
      from documents where subject = '' and not exists (
        select from payment_attempts
        where payment_attempts.purchase_id = documents.purchase_id and captured_at is not null)
      union all
      select number || ' of ' || purchase_id || ' has no file' from documents
      where not exists (
        select from document_files where document_id = documents.id and kind = 'PDF')
      union all
      select 'of ' || year || ' ' || last || ' numbers are taken, and ' || count(documents) || ' written'
      from document_numbers left join documents
        on documents.seller = document_numbers.seller
          and replace(documents.number, 'TEST-', '') like year || '-%'
      group by document_numbers.seller, year, last
      having count(documents) <> last or count(distinct documents.number) <> last
      """;

  private static final String HAPPENED =
      """
      select type, outbox.purchase_id, key, told.email, told.copy,
        case type when 'document.issued' then outbox.subject
          when 'webhook.disabled' then data ->> 'address' else outbox.purchase_id::text end as about,
        case type when 'purchase.ended' then data ->> 'outcome' else '' end as outcome
      from outbox left join licenses on licenses.purchase_id = outbox.purchase_id
        left join billing_details details on details.organization_id = outbox.organization_id
        left join purchases on purchases.id = outbox.purchase_id
        left join webhook_endpoints endpoint
          on type = 'webhook.disabled' and endpoint.id::text = outbox.subject
        left join users on users.id =
          case when type = 'webhook.disabled' then endpoint.made_by else purchases.user_id end
        cross join lateral (values
          (coalesce(users.email, details.email), false),
          (case when details.email <> users.email
              and (type in ('document.issued', 'payment.disputed')
                or type = 'purchase.ended' and data ->> 'outcome' = 'GIVEN_BACK')
            then details.email end, true)) told (email, copy)
      order by outbox.id, told.copy
      """;

  private static final String WANTED =
      """
      select outbox.id, type, regexp_replace(address, '.*/', '') as endpoint,
        disabled_at is not null as disabled
      from outbox join webhook_endpoints endpoint
        on endpoint.organization_id = outbox.organization_id and type = any (types)
      where occurred_at >= made_at
      order by outbox.id
      """;

  /** Rows about a purchase, and the name of its buyer. */
  record Entry(Dossier.Record record, String buyer) {}

  /** How many of these purchases have a license that works. */
  long activeLicenses(Set<String> purchases) {
    return asked(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select count(*) from licenses where suspended_at is null"
                      + " and purchase_id::text = any (?)")) {
            statement.setArray(1, connection.createArrayOf("text", purchases.toArray()));
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /** How many purchases or reports to them are under way; those that ask for a person are not. */
  long unfinished() {
    return asked(
        connection -> {
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      """
                      select (select count(*) from purchases where outcome is null and attention is null)
                        + (select count(*) from platform_notifications where decided_at is null)
                        + (select count(*) from submitted_payments where reported_at is null)
                        + (select count(*) from documents_unmade)
                        + (select count(*) from outbox
                          where mails_made_at is null or deliveries_made_at is null)
                        + (select count(*) from mails where state = 'WAITING')
                        + (select count(*) from webhook_deliveries where state = 'WAITING')
                      """)) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  Map<String, Entry> purchases() {
    return asked(
        connection -> {
          Map<String, String> published = published(connection);
          Map<String, List<License>> licenses = licenses(connection);
          Map<String, List<Document>> documents = documents(connection);
          Map<String, Entry> purchases = new HashMap<>();
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(PURCHASES)) {
            while (rows.next()) {
              String id = rows.getString("id");
              Dossier.Record record =
                  record(
                      rows,
                      published,
                      licenses.getOrDefault(id, List.of()),
                      documents.getOrDefault(id, List.of()));
              purchases.put(id, new Entry(record, rows.getString("bought_by")));
            }
          }
          return purchases;
        });
  }

  /** Notices that are kept, and whether each was applied or ignored with a reason. */
  Map<Notice, Boolean> notices() {
    return asked(
        connection -> {
          Map<Notice, Boolean> kept = new HashMap<>();
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      """
                      select kind, subject, occurred_at,
                        decided_at is not null and decided_how is not null
                      from platform_notifications
                      """)) {
            while (rows.next()) {
              kept.put(
                  new Notice(
                      rows.getString(1), rows.getString(2), rows.getTimestamp(3).toInstant()),
                  rows.getBoolean(4));
            }
          }
          return kept;
        });
  }

  /** What invoices, receipts and credit notes lack, or have too often, a line each. */
  List<String> wrongDocuments() {
    return rows(WRONG_DOCUMENTS, row -> row.getString(1));
  }

  /** What people may be written about. */
  List<MailBook.Happened> happened() {
    return rows(
        HAPPENED,
        row ->
            new MailBook.Happened(
                row.getString("type"),
                row.getString("purchase_id"),
                row.getString("about"),
                row.getString("outcome"),
                row.getString("key"),
                row.getString("email"),
                row.getBoolean("copy")));
  }

  /** What endpoints are to be told. */
  List<EventBook.Wanted> wanted() {
    return rows(
        WANTED,
        row ->
            new EventBook.Wanted(
                row.getString("endpoint"),
                row.getString("type"),
                row.getString("id"),
                row.getBoolean("disabled")));
  }

  private static Dossier.Record record(
      ResultSet row,
      Map<String, String> published,
      List<License> licenses,
      List<Document> documents)
      throws SQLException {
    String outcome = row.getString("outcome");
    return new Dossier.Record(
        outcome == null ? null : PurchaseOutcome.Kind.valueOf(outcome),
        row.getString("attention"),
        row.getString("attention_reason"),
        Money.of(row.getBigDecimal("total"), Currency.getInstance(row.getString("currency"))),
        instant(row, "ended_at"),
        consent(row, published),
        instant(row, "first_charging"),
        Set.of((String[]) row.getArray("adopted").getArray()),
        licenses,
        documents);
  }

  private static Dossier.@Nullable Consent consent(ResultSet row, Map<String, String> published)
      throws SQLException {
    Instant givenAt = instant(row, "given_at");
    String text = row.getString("terms_version") + " " + row.getString("locale");
    return givenAt == null
        ? null
        : new Dossier.Consent(
            givenAt, row.getString("text_hash"), published.getOrDefault(text, "no text"));
  }

  /** By purchase; that each has one at most is for the rules to say. */
  private static Map<String, List<License>> licenses(Connection connection) throws SQLException {
    Map<String, List<License>> licenses = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select purchase_id, key, suspended_at from licenses")) {
      while (rows.next()) {
        licenses
            .computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
            .add(new License(rows.getString(2), rows.getTimestamp(3) != null));
      }
    }
    return licenses;
  }

  private static Map<String, List<Document>> documents(Connection connection) throws SQLException {
    Map<String, List<Document>> documents = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select purchase_id, number, subject, coalesce(credited, 0) from documents")) {
      while (rows.next()) {
        documents
            .computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
            .add(new Document(rows.getString(2), rows.getString(3), rows.getBigDecimal(4)));
      }
    }
    return documents;
  }

  /** The hashes of all published texts, by version and language. */
  private static Map<String, String> published(Connection connection) throws SQLException {
    Map<String, List<Terms.Note>> notes = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select version, locale, heading, body from terms_notes order by position")) {
      while (rows.next()) {
        notes
            .computeIfAbsent(rows.getInt(1) + " " + rows.getString(2), none -> new ArrayList<>())
            .add(new Terms.Note(rows.getString(3), rows.getString(4)));
      }
    }
    Map<String, String> hashes = new HashMap<>();
    notes.forEach(
        (text, each) -> hashes.put(text, new Terms(new Terms.Version(1), "", each).textHash()));
    return hashes;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private <T> List<T> rows(String sql, Row<T> read) {
    return asked(
        connection -> {
          List<T> found = new ArrayList<>();
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              found.add(read.of(rows));
            }
          }
          return found;
        });
  }

  private <T> T asked(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new LaunchFailure("The records cannot be read: " + e.getMessage(), e);
    }
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }
}
