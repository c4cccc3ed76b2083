package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.Configuration;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.Logger;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewaysTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @Test
  void waitForAsLongAsTheyAreToldAndNoLongerForAConnection() {
    Configuration opened =
        Gateways.open(TestSettings.at(NOWHERE, Duration.ofSeconds(60)), Duration.ofSeconds(7))
            .getConfiguration();

    assertThat(opened.getTimeout()).isEqualTo(7_000);
    assertThat(opened.getConnectTimeout()).isEqualTo(5_000);
  }

  /** The platform itself may take that long to answer a sale. */
  @Test
  void waitForThePlatformsOwnLimitUnlessToldOtherwise() {
    var variables =
        Map.of(
            "b.merchant-id",
            "m",
            "b.public-key",
            "p",
            "b.private-key",
            "s",
            "b.environment",
            "local");
    BraintreeSettings usual =
        new Binder(new MapConfigurationPropertySource(variables))
            .bind("b", BraintreeSettings.class)
            .get();

    assertThat(usual.answersWithin()).isEqualTo(Duration.ofSeconds(60));
    assertThat(usual.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(usual.threeDSecure()).isEqualTo(ThreeDSecure.OFF);
    assertThat(usual.requestKeys()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tr-TR                         | statuses
          th-TH                         | times that are sent, times that are read, days that are read
          en-US-u-ca-buddhist           | times that are sent, times that are read, days that are read
          th-TH-u-ca-gregory-nu-thai    | times that are sent, numbers
          ar-SA-u-ca-islamic-umalqura   | times that are sent, numbers
          fa-IR                         | times that are sent, numbers
          ja-JP-u-ca-japanese           | times that are sent, times that are read, days that are read
          """)
  void areNotOpenedWhereTheSdkMisreadsWhatItSendsOrGets(String language, String misread) {
    in(
        Locale.forLanguageTag(language),
        () ->
            assertThatThrownBy(
                    () -> Gateways.open(TestSettings.at(NOWHERE, null), Duration.ofSeconds(1)))
                .hasMessageContaining(language)
                .hasMessageContaining("miswrites " + misread + ": run with")
                .hasMessageEndingWith(SdkFormats.OPTIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "zh-CN", "sv-FI", "he-IL"})
  void areOpenedWhereItReadsWhatWasWritten(String language) {
    in(
        Locale.forLanguageTag(language),
        () -> Gateways.open(TestSettings.at(NOWHERE, null), Duration.ofSeconds(1)));
  }

  /** The zone of the machine must not move what the platform says. */
  @ParameterizedTest
  @ValueSource(strings = {"America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"})
  void areOpenedInEveryZone(String zone) {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      Gateways.open(TestSettings.at(NOWHERE, null), Duration.ofSeconds(1));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static void in(Locale language, Runnable test) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(language);
      test.run();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void sendNothingTwiceFollowNobodyAndLogNothingOfIt() {
    Gateways.open(TestSettings.at(NOWHERE, null), Duration.ofSeconds(1));

    assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
    assertThat(HttpURLConnection.getFollowRedirects()).isFalse();
    assertThat(Logger.getLogger("Braintree").getLevel()).isEqualTo(Level.WARNING);
  }

  /** Elsewhere the JDK might have read the option before, and send a sale twice. */
  @Test
  void areOpenedOnOneMachineAloneByAProgramThatWasStartedWithoutTheOption() throws Exception {
    assertThat(openedWithoutTheOption("local")).contains("retryPost is false");
    assertThat(openedWithoutTheOption("sandbox"))
        .contains("run with -Dsun.net.http.retryPost=false")
        .doesNotContain("retryPost is");
  }

  private static String openedWithoutTheOption(String environment) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=en",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            environment);
    command.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process program = command.redirectErrorStream(true).start();
    return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Opens a gateway, and says what became of the option. */
  static final class Program {

    private Program() {}

    public static void main(String[] environment) {
      Gateways.open(
          TestSettings.of(environment[0], "http://localhost:8080", 1), Duration.ofSeconds(1));
      System.out.println("retryPost is " + System.getProperty("sun.net.http.retryPost"));
    }
  }
}
