package licensing.activities;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import licensing.activities.SafeConnections.UnsafeConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class SafeConnectionsTest {

  private final MockEnvironment environment = new MockEnvironment();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.datasource.url=jdbc:postgresql://127.0.0.1:5432/licensing",
        "spring.datasource.url=jdbc:postgresql://localhost/licensing",
        "spring.datasource.url=jdbc:postgresql://[::1]:5432/licensing",
        "spring.datasource.url=jdbc:postgresql:licensing",
        "spring.datasource.url=jdbc:postgresql://db.example.com/licensing?sslmode=verify-full",
        "spring.datasource.url=jdbc:postgresql://a:1,b:2/licensing?x=y&sslmode=verify-full",
        "spring.temporal.connection.target=127.0.0.1:7233",
        "spring.temporal.connection.target=dns:///localhost:7233",
        "spring.temporal.connection.target=[::1]:7233",
        "spring.temporal.connection.target=t.example.com:7233 spring.temporal.connection.api-key=k",
        "spring.temporal.connection.target=t.example.com:7233 temporal-tls.certificate=/c.pem",
        "console.base-url=http://localhost:8080 server.address=127.0.0.1",
        "console.base-url=https://console.example.com server.address=0.0.0.0",
        "mail.host=mail.example.com mail.tls=starttls",
        "mail.host=127.0.0.1 mail.tls=none",
        "mail.tls=none",
        "braintree.environment=local braintree.waits-divisor=60"
            + " spring.datasource.url=jdbc:postgresql://127.0.0.1/licensing",
        "plain-connections=within-a-private-network braintree.environment=local"
            + " spring.datasource.url=jdbc:postgresql://postgres/licensing"
            + " spring.temporal.connection.target=temporal:7233"
            + " console.base-url=http://localhost:8080 server.address=0.0.0.0"
      })
  void staysOnThisMachineOrIsEncrypted(String settings) {
    given(settings);

    assertThatCode(this::start).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "spring.datasource.url=jdbc:postgresql://db.example.com/licensing, DATABASE_URL",
    "spring.datasource.url=jdbc:postgresql://10.0.0.1:5432/licensing?sslmode=require, DATABASE_URL",
    "spring.datasource.url=jdbc:postgresql://db/x?sslmode=verify-ca, DATABASE_URL",
    "'spring.datasource.url=jdbc:postgresql://127.0.0.1:1,db:2/licensing', DATABASE_URL",
    "spring.datasource.url=jdbc:postgresql://127.0.0.1.example.com/licensing, DATABASE_URL",
    "spring.temporal.connection.target=temporal:7233, TEMPORAL_ADDRESS",
    "spring.temporal.connection.target=dns:///temporal:7233, TEMPORAL_ADDRESS",
    "console.base-url=http://localhost:8080 server.address=0.0.0.0, CONSOLE_BIND",
    "braintree.environment=local spring.datasource.url=jdbc:postgresql://db/x?sslmode=verify-full,"
        + " BRAINTREE_ENVIRONMENT",
    "braintree.waits-divisor=2 spring.temporal.connection.target=t:1"
        + " spring.temporal.connection.api-key=k, WAITS_DIVISOR",
    "mail.host=mail.example.com mail.tls=none, MAIL_HOST",
    "plain-connections=yes, PLAIN_CONNECTIONS"
  })
  void refusesWhatIsNeither(String settings, String named) {
    given(settings);

    assertThatThrownBy(this::start)
        .isInstanceOf(UnsafeConnection.class)
        .hasMessageContaining(named);
  }

  private void given(String settings) {
    for (String setting : settings.split(" ")) {
      String[] parts = setting.split("=", 2);
      environment.setProperty(parts[0], parts[1]);
    }
  }

  private void start() {
    SafeConnections.safeConnections(environment)
        .postProcessBeanFactory(new DefaultListableBeanFactory());
  }
}
