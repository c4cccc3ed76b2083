package licensing.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.SupportRequest;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class SchemaTest {

  private final JdbcClient database;
  private final DataSource source;
  private final Fixture fixture;
  private final Purchases purchases;

  SchemaTest(JdbcClient database, DataSource source, Fixture fixture, Purchases purchases) {
    this.database = database;
    this.source = source;
    this.fixture = fixture;
    this.purchases = purchases;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update consents set locale = 'xx'",
        "delete from consents",
        "update support_actions set reason = 'another'",
        "delete from support_actions",
        "update terms_notes set body = 'another'",
        "delete from terms_notes"
      })
  void onlyAddsToEvidence(String change) {
    Subscription subscription = fixture.recorded();
    purchases.recordSupportAction(
        subscription.purchase(), "recheck now", new SupportRequest("ann", "asked by phone", 1));

    assertThatThrownBy(() -> database.sql(change).update()).hasMessageContaining("evidence");
  }

  @Test
  void isTheOneThatProgramsAreBuiltWith() {
    assertThatCode(() -> new Migrations(source).validate()).doesNotThrowAnyException();
  }

  @Test
  void makesNoOrganizationsAndNoUsers() {
    assertThat(
            database
                .sql("select count(*) from users where name not like 'buyer-%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void holdsSessions() {
    assertThatCode(
            () ->
                database
                    .sql(
                        "select attribute_bytes from spring_session"
                            + " join spring_session_attributes on session_primary_id = primary_id")
                    .query()
                    .listOfRows())
        .doesNotThrowAnyException();
  }
}
