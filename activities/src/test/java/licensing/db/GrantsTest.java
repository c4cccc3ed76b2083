package licensing.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.AttemptStore;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each program may do to the tables: db/grants.sql, as the database understands it. */
@OnRealParts
class GrantsTest {

  private final Fixture fixture;
  private final AttemptStore attempts;

  GrantsTest(Fixture fixture, AttemptStore attempts) {
    this.fixture = fixture;
    this.attempts = attempts;
  }

  @Test
  void aDecisionIsMadeAboutEveryTable() throws SQLException {
    assertThat(
            asked(
                """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')
                  and not exists (select from pg_roles
                    where rolname in ('licensing_worker', 'licensing_console')
                      and has_any_column_privilege(rolname, pg_class.oid, 'select, insert, update'))
                """))
        .as("named in db/grants.sql by no grant")
        .isEmpty();
  }

  @Test
  void theConsoleWritesNothingButThis() throws SQLException {
    assertThat(writes("licensing_console"))
        .containsExactlyInAnyOrder(
            "account_links delete",
            "account_links insert",
            "account_links update used_at",
            "admin_actions insert",
            "api_key_events insert",
            "api_key_secrets insert",
            "api_key_secrets update expires_at used_at",
            "api_keys insert",
            "api_keys update revoked_at",
            "billing_details delete",
            "billing_details insert",
            "billing_details update address changed_at city company country email postcode vat_id",
            "buying_right_events insert",
            "buying_rights delete",
            "buying_rights insert",
            "buying_rights update cap currency may_buy",
            "license_machines delete",
            "license_machines insert",
            "license_machines update seen_at",
            "licenses update key machines",
            "login_failures delete",
            "login_failures insert",
            "mails insert asked_by document_id id organization_id purchase_id type",
            "offer_versions insert",
            "offers update auto_renewal_selectable currency maximum_quantity minimum_quantity"
                + " period_days unit_price version withdrawn",
            "order_numbers delete",
            "order_numbers insert",
            "order_numbers update entered_at number",
            "organization_owners delete",
            "organization_owners insert",
            "organizations insert",
            "organizations update closed_at id test",
            "payment_attempts update authorized_at card charging_since platform_reference reason"
                + " state state_since watched_until",
            "payment_secrets delete",
            "payment_secrets insert",
            "platform_notifications insert",
            "platform_notifications update claimed_until reported_at reported_how",
            "purchases update version",
            "recovery_codes delete",
            "recovery_codes insert",
            "replaced_license_keys insert",
            "refused_orders insert",
            "refused_orders update currency offer_kind purchase_id quantity refused_at total up_to",
            "second_factors delete",
            "second_factors insert",
            "second_factors update last_period secret",
            "spring_session delete",
            "spring_session insert",
            "spring_session update",
            "spring_session_attributes delete",
            "spring_session_attributes insert",
            "spring_session_attributes update",
            "submitted_payments insert",
            "submitted_payments update claimed_until reported_at",
            "terms_notes insert",
            "users insert",
            "users update disabled_at email failed_logins organization_id password_hash"
                + " password_initial role",
            "webhook_deliveries insert",
            "webhook_endpoints delete",
            "webhook_endpoints insert",
            "webhook_endpoints update address disabled_at disabled_why types",
            "webhook_secrets delete",
            "webhook_secrets insert",
            "webhook_secrets update valid_until");
  }

  /** A name is changed in no other way. */
  @Test
  void theConsoleAloneErasesPeople() throws SQLException {
    assertThat(
            asked(
                """
                select rolname from pg_roles where rolname in ('licensing_worker', 'licensing_console')
                  and has_function_privilege(rolname, 'erase_user(uuid)', 'execute')
                """))
        .containsExactly("licensing_console");
  }

  /** By the triggers, which say of which tables rows are only added. */
  @Test
  void nobodyChangesWhatIsOnlyAdded() throws SQLException {
    List<String> onlyAdded =
        asked("select tgrelid::regclass from pg_trigger where tgname like '%\\_only\\_added'");

    assertThat(onlyAdded).contains("consents", "evidence", "support_actions", "terms_notes");
    for (String role : new String[] {"licensing_worker", "licensing_console"}) {
      assertThat(writes(role))
          .noneMatch(
              write ->
                  onlyAdded.contains(write.split(" ")[0]) && !write.split(" ")[1].equals("insert"));
    }
  }

  @Test
  void theWorkerHasNothingToDoWithPasswordsAndSessions() throws SQLException {
    assertThat(
            asked(
                """
                select table_name || ' ' || column_name from information_schema.column_privileges
                where grantee = 'licensing_worker' and (column_name = 'password_hash'
                  or table_name like 'spring\\_session%'
                  or table_name in (
                    'login_failures', 'second_factors', 'recovery_codes', 'account_links', 'api_keys',
                    'api_key_secrets', 'api_key_events'))
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table evidence disable trigger evidence_only_added",
        "drop trigger evidence_only_added on evidence",
        "update evidence set document = '{}'",
        "delete from evidence",
        "truncate evidence",
        "insert into evidence select * from evidence",
        "update evidence_chains set length = 0",
        "delete from support_actions",
        "insert into support_actions select * from support_actions",
        "delete from consents",
        "update terms_notes set body = 'another'",
        "update offer_versions set unit_price = 0.01",
        "update admin_actions set reason = 'another'",
        "update api_keys set scopes = '{purchases:write}'",
        "update api_key_secrets set hash = sha256('another')",
        "delete from api_key_events",
        "delete from buying_right_events",
        "update users set name = 'another'",
        "delete from users",
        "insert into documents select * from documents",
        "delete from document_files",
        "update purchases set total = 0.01",
        "update purchases set outcome = 'LICENSED', ended_at = now()",
        "insert into licenses select * from licenses",
        "update licenses set quantity = 99",
        "update payment_attempts set captured_at = now()",
        "select ciphertext from payment_secrets",
        "select ciphertext from webhook_secrets",
        "update webhook_deliveries set state = 'WAITING', ended_at = null",
        "delete from outbox",
        "update flyway_schema_history set checksum = 0",
        "create table mine (id integer)",
        "set role licensing_worker"
      })
  void theConsoleIsRefused(String statement) {
    assertThatThrownBy(() -> asConsole(statement)).hasMessageMatching("(?s).*(denied|owner).*");
  }

  @Test
  void theConsoleHandsPaymentsInAndMovesThemNoFurther() throws SQLException {
    PaymentAttempt open = fixture.opened();
    String ofIt =
        " where purchase_id = '%s' and number = %d".formatted(open.purchase(), open.number());

    assertThatThrownBy(() -> asConsole("update payment_attempts set state = 'CLOSED'" + ofIt))
        .hasMessageContaining("hands payments in");
    assertThatThrownBy(
            () ->
                asConsole(
                    "update payment_attempts set state = 'SUBMITTED', card = 'another'" + ofIt))
        .hasMessageContaining("hands payments in");
    asConsole("update payment_attempts set state = 'SUBMITTED', state_since = now()" + ofIt);
    assertThat(attempts.find(open).orElseThrow().state()).isEqualTo(PaymentAttempt.State.SUBMITTED);
    assertThatThrownBy(() -> asConsole("update payment_attempts set state = 'CHARGING'" + ofIt))
        .hasMessageContaining("hands payments in");
  }

  /** One line for each right: the table, what it may do, and the columns where not all. */
  private static List<String> writes(String role) throws SQLException {
    return asked(
        """
        select table_name || ' ' || lower(privilege_type)
        from information_schema.table_privileges
        where grantee = '%1$s' and privilege_type <> 'SELECT'
        union all
        select table_name || ' ' || lower(privilege_type) || ' '
          || string_agg(column_name, ' ' order by column_name)
        from information_schema.column_privileges
        where grantee = '%1$s' and privilege_type <> 'SELECT'
          and (table_name, privilege_type) not in (
            select table_name, privilege_type from information_schema.table_privileges
            where grantee = '%1$s')
        group by table_name, privilege_type
        """
            .formatted(role));
  }

  private static void asConsole(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestDatabase.url());
        var session = connection.createStatement()) {
      session.execute("set session authorization licensing_console");
      session.execute(statement);
    }
  }

  private static List<String> asked(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(TestDatabase.url());
        var rows = connection.createStatement().executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
