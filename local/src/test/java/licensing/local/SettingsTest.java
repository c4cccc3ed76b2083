package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void aPortThatIsMovedMovesAllAddressesMadeOfIt() {
    Settings settings = settings(Map.of("CONSOLE_PORT", "9999", "PLATFORM_PORT", "9998"));

    assertThat(settings.get("CONSOLE_BASE_URL")).isEqualTo("http://localhost:9999");
    assertThat(settings.of(OwnProgram.PLATFORM))
        .containsEntry("PLATFORM_PORT", "9998")
        .containsEntry("PLATFORM_WEBHOOK_URL", "http://127.0.0.1:9999/webhooks/payment-platform");
    assertThat(settings.of(OwnProgram.WORKER))
        .containsEntry("BRAINTREE_GATEWAY_URL", "http://127.0.0.1:9998");
  }

  @Test
  void eachProgramGetsItsOwnSecretsAlone() {
    Settings settings = settings(Map.of());

    assertThat(settings.of(OwnProgram.PLATFORM))
        .doesNotContainKeys("DATABASE_PASSWORD", "PAYMENT_SECRET_KEY", "FORM_SIGNING_KEY");
    assertThat(settings.of(OwnProgram.WORKER)).doesNotContainKey("FORM_SIGNING_KEY");
    assertThat(settings.of(OwnProgram.WEB)).containsKeys("FORM_SIGNING_KEY", "DATABASE_PASSWORD");
  }

  @Test
  void theStandInKnowsTheKeysOfTheConsole() {
    Settings settings = settings(Map.of());

    assertThat(settings.get("PLATFORM_PRIVATE_KEY"))
        .isEqualTo(settings.get("BRAINTREE_PRIVATE_KEY"));
  }

  @Test
  void aRealAccountNeedsItsOwnKeys() {
    Settings settings = settings(Map.of("BRAINTREE_ENVIRONMENT", "sandbox"));

    assertThat(settings.runsPlatform()).isFalse();
    assertThatThrownBy(() -> settings.get("BRAINTREE_PRIVATE_KEY"))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("BRAINTREE_PRIVATE_KEY must be set");
  }

  @Test
  void systemsOfOnesOwnAreNotStarted() {
    Settings settings =
        settings(
            Map.of("DATABASE_URL", "jdbc:postgresql://db/licensing", "TEMPORAL_ADDRESS", "t:7233"));

    assertThat(settings.runsPostgres()).isFalse();
    assertThat(settings.runsTemporal()).isFalse();
    assertThat(settings.of(OwnProgram.WORKER))
        .containsEntry("TEMPORAL_ADDRESS", "t:7233")
        .doesNotContainKey("DATABASE_PASSWORD");
  }

  /** Its users' passwords are their names. */
  @Test
  void asksForNoSecondFactorWhereTheDatabaseIsTheDemosAlone() {
    assertThat(secondFactor(Map.of())).isEqualTo("off");
    assertThat(secondFactor(Map.of("CONSOLE_BASE_URL", "https://console.example.com"))).isNull();
    assertThat(secondFactor(Map.of("DATABASE_URL", "jdbc:postgresql://db/licensing"))).isNull();
    assertThat(secondFactor(Map.of("SECOND_FACTOR", "required"))).isEqualTo("required");
  }

  /** Whoever may add an endpoint has the worker post there. */
  @Test
  void letsWebhooksGoToThisMachineWhereNobodyElseAddsThem() {
    String variable = "WEBHOOK_PRIVATE_ADDRESSES";
    for (OwnProgram program : List.of(OwnProgram.WEB, OwnProgram.WORKER)) {
      assertThat(settings(Map.of()).of(program)).containsEntry(variable, "true");
      assertThat(settings(Map.of("CONSOLE_BASE_URL", "https://console.example.com")).of(program))
          .doesNotContainKey(variable);
    }
  }

  private @Nullable String secondFactor(Map<String, String> given) {
    return settings(given).of(OwnProgram.WEB).get("SECOND_FACTOR");
  }

  @Test
  void onlyADatabaseMadeHereForAConsoleHereGetsDemoUsers() {
    assertThat(settings(Map.of()).isForTrial()).isTrue();
    assertThat(settings(Map.of("CONSOLE_BASE_URL", "http://127.0.0.1:1")).isForTrial()).isTrue();
    assertThat(settings(Map.of("CONSOLE_BASE_URL", "https://127.0.0.1.example.com")).isForTrial())
        .isFalse();
    assertThat(settings(Map.of("CONSOLE_BASE_URL", "https://console.example.com")).isForTrial())
        .isFalse();
    assertThat(settings(Map.of("CONSOLE_BIND", "0.0.0.0")).isForTrial()).isFalse();
    assertThat(settings(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1/x")).isForTrial())
        .isFalse();
  }

  @Test
  void eachProgramHasARoleOfItsOwnAndTheMigrationOwnsTheTables() {
    Settings settings = settings(Map.of());

    assertThat(settings.of(OwnProgram.WEB)).containsEntry("DATABASE_USER", "licensing_console");
    assertThat(settings.of(OwnProgram.WORKER)).containsEntry("DATABASE_USER", "licensing_worker");
    assertThat(settings.ofMigration()).containsEntry("DATABASE_USER", "licensing_owner");
    assertThat(
            List.of(
                settings.of(OwnProgram.WEB).get("DATABASE_PASSWORD"),
                settings.of(OwnProgram.WORKER).get("DATABASE_PASSWORD"),
                settings.ofMigration().get("DATABASE_PASSWORD")))
        .doesNotHaveDuplicates();
    assertThat(settings.of(OwnProgram.PLATFORM)).doesNotContainKeys("DATABASE_USER");
  }

  @Test
  void aDatabaseOfOnesOwnMayHaveOneRoleForAllOrOneForEach() {
    Map<String, String> own =
        Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1/x", "DATABASE_USER", "all");

    assertThat(settings(own).of(OwnProgram.WEB)).containsEntry("DATABASE_USER", "all");
    Map<String, String> apart = new HashMap<>(own);
    apart.put("CONSOLE_DATABASE_USER", "pages");
    assertThat(settings(apart).of(OwnProgram.WEB)).containsEntry("DATABASE_USER", "pages");
    assertThat(settings(apart).of(OwnProgram.WORKER)).containsEntry("DATABASE_USER", "all");
  }

  @Test
  void aClusterOfTemporalIsRunOnlyWhereItIsAskedForAndNoneIsGiven() {
    assertThat(settings(Map.of()).temporalCluster()).isZero();
    assertThat(settings(Map.of("TEMPORAL_CLUSTER", "2")).temporalCluster()).isEqualTo(2);
    assertThat(
            settings(Map.of("TEMPORAL_CLUSTER", "2", "TEMPORAL_ADDRESS", "t:7233"))
                .temporalCluster())
        .isZero();
    for (String wrong : List.of("many", "-1", "5", "2 ")) {
      assertThatThrownBy(() -> settings(Map.of("TEMPORAL_CLUSTER", wrong)).temporalCluster())
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("TEMPORAL_CLUSTER is how many");
    }
  }

  @Test
  void severalConsolesStandBehindABalancerThatTheyBelieve() {
    Settings settings = settings(Map.of("CONSOLES", "2", "CONSOLE_PORT", "9999"));

    assertThat(settings.consoles()).isEqualTo(2);
    assertThat(settings.isForTrial()).isTrue();
    assertThat(settings.of(OwnProgram.WEB))
        .containsEntry("CONSOLE_BASE_URL", "https://localhost:9999")
        .containsEntry("CONSOLE_PROXIES", "127.0.0.1");
    assertThat(settings.of(OwnProgram.PLATFORM))
        .containsEntry("PLATFORM_WEBHOOK_URL", "https://127.0.0.1:9999/webhooks/payment-platform");
    assertThat(settings(Map.of()).of(OwnProgram.WEB)).doesNotContainKey("CONSOLE_PROXIES");
    assertThatThrownBy(
            () -> settings(Map.of("CONSOLES", "2", "CONSOLE_BASE_URL", "https://a.example")))
        .hasMessageContaining("leave out CONSOLE_BASE_URL");
  }

  @Test
  void saysHowManyConsolesAndWorkersThereMayBe() {
    assertThat(settings(Map.of()).consoles()).isZero();
    assertThat(settings(Map.of()).workers()).isOne();
    assertThat(settings(Map.of("CONSOLES", "1")).consoles()).isOne();
    assertThat(settings(Map.of("WORKERS", "4")).workers()).isEqualTo(4);
    for (String wrong : List.of("0", "5", "-1", "two", "2 ", "none")) {
      assertThatThrownBy(() -> settings(Map.of("CONSOLES", wrong)))
          .isInstanceOf(LaunchFailure.class)
          .hasMessage("CONSOLES is how many consoles to run, 1 to 4, not " + wrong + ".");
      assertThatThrownBy(() -> settings(Map.of("WORKERS", wrong)).workers())
          .isInstanceOf(LaunchFailure.class)
          .hasMessage("WORKERS is how many workers to run, 1 to 4, not " + wrong + ".");
    }
  }

  @Test
  void whatIsForTrialsIsRefusedBesideSystemsOfOnesOwn() {
    settings(Map.of("WAITS_DIVISOR", "60")).requireTrialsApart();
    settings(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1", "BRAINTREE_ENVIRONMENT", "local"))
        .requireTrialsApart();

    for (Map<String, String> given :
        List.of(
            Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1/x", "WAITS_DIVISOR", "60"),
            Map.of("BRAINTREE_ENVIRONMENT", "sandbox", "WAITS_DIVISOR", "60"))) {
      assertThatThrownBy(() -> settings(given).requireTrialsApart())
          .hasMessageContaining("WAITS_DIVISOR");
    }
    assertThatThrownBy(
            () -> settings(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1")).requireTrialsApart())
        .hasMessageContaining("BRAINTREE_ENVIRONMENT");
  }

  @Test
  void aPortMustBeANumber() {
    Settings settings = settings(Map.of("CONSOLE_PORT", "eighty"));

    assertThatThrownBy(() -> settings.port(LocalPort.CONSOLE)).hasMessageContaining("CONSOLE_PORT");
  }

  private Settings settings(Map<String, String> environment) {
    StateFolder state = new StateFolder(folder);
    return new Settings(environment, Secrets.in(state.secrets()), state);
  }
}
