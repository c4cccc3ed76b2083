package licensing.web.login;

import static licensing.web.testing.Authenticator.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import licensing.edge.AccountSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@ConsoleTest
class SecondFactorKeysTest {

  private static final String ADDRESS = "192.0.2.1";
  private static final String OLD = "BBBB".repeat(10) + "BBA" + "=";
  private static final String NEW = "CCCC".repeat(10) + "CCA" + "=";

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private LoginThrottle throttle;
  @Autowired private TransactionOperations transaction;
  @Autowired private Clock clock;

  /** In the three steps of production.md, each of which starts the console. */
  @Test
  void outlivesTheKeyThatItWasEncryptedWith() {
    var user = world.support();
    SecondFactors before = with(OLD);
    String secret = before.newSecret();
    assertThat(before.enrol(user, secret, codeOf(secret, -1), ADDRESS)).isPresent();

    started(OLD, NEW);
    assertThatThrownBy(() -> with(NEW).isProved(user, codeOf(secret, 0), ADDRESS))
        .as("nothing yet needs the new key");
    started(NEW, OLD);

    assertThat(with(NEW).isProved(user, codeOf(secret, 0), ADDRESS)).isTrue();
  }

  private void started(String... keys) {
    with(keys).encryptAnew();
  }

  private SecondFactors with(String... keys) {
    var secrets = new AccountSecrets(new PaymentSecretSettings(List.of(keys)));
    return new SecondFactors(jdbc, secrets, throttle, transaction, clock);
  }
}
