package licensing.web.language;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Supplier;
import licensing.web.ConsoleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;

class TimesTest {

  private static final Instant AT = Instant.parse("2026-11-29T20:04:05.678901Z");
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final Times times = new Times(Clock.fixed(AT, ZoneOffset.UTC));

  @Test
  void areWrittenAsTheReaderDoes() {
    assertThat(read(Locale.ENGLISH, "America/New_York", () -> times.full(AT)))
        .isEqualTo("Nov 29, 2026, 3:04\u202fPM GMT-5");
    assertThat(read(Locale.ENGLISH, "Europe/Warsaw", () -> times.precise(AT)))
        .isEqualTo("Nov 29, 2026, 9:04:05\u202fPM GMT+1");
    assertThat(read(CHINESE, "Asia/Shanghai", () -> times.full(AT)))
        .isEqualTo("2026年11月30日 04:04 GMT+8");
    assertThat(read(CHINESE, "Asia/Shanghai", () -> times.day(AT))).isEqualTo("2026年11月30日");
    assertThat(read(CHINESE, "Asia/Shanghai", () -> times.clock(AT))).isEqualTo("04:04:05");
  }

  /** What has no time of day is of one day wherever it is read. */
  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago"})
  void daysAreTheSameEverywhere(String zone) {
    var day = LocalDate.of(2026, 11, 29);

    assertThat(read(Locale.ENGLISH, zone, () -> times.date(day))).isEqualTo("Nov 29, 2026");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "undefined", "", "<b>", "+99:00"})
  void areInUniversalTimeWhereTheZoneIsNoneThatIsKnown(String zone) {
    assertThat(read(Locale.ENGLISH, zone, () -> times.full(AT)))
        .isEqualTo("Nov 29, 2026, 8:04\u202fPM UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Etc/UTC", "Etc/GMT"})
  void universalTimeHasOneName(String zone) {
    assertThat(read(Locale.ENGLISH, zone, () -> times.full(AT))).endsWith(" UTC");
  }

  @Test
  void nobodyWhoIsNotKnownYetIsToldAnother() {
    assertThat(read(Locale.ENGLISH, null, () -> times.full(AT))).endsWith(" UTC");
  }

  @Test
  void logsAndSupportSpeakOfUniversalTime() {
    assertThat(read(CHINESE, "Asia/Shanghai", () -> times.universal(AT)))
        .isEqualTo("2026-11-29 20:04 UTC");
  }

  @Test
  void machinesReadSecondsOfUniversalTime() {
    assertThat(times.machine(AT)).isEqualTo("2026-11-29T20:04:05Z");
    assertThat(times.machine(Instant.parse("2026-11-29T20:00:00Z")))
        .isEqualTo("2026-11-29T20:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"PT29M59S, 29", "PT59S, 0", "PT0S, 0", "-PT5M, 0"})
  void minutesAreLeftWhereTheyAreWhole(Duration left, long minutes) {
    assertThat(times.minutesUntil(AT.plus(left))).isEqualTo(minutes);
  }

  private static String read(Locale language, @Nullable String zone, Supplier<String> written) {
    var request = new MockHttpServletRequest();
    request.addPreferredLocale(language);
    if (zone != null) {
      request.setCookies(new Cookie("__Host-zone", zone));
    }
    var settings =
        new ConsoleSettings(
            URI.create("https://console.example.com"),
            URI.create("http://localhost:8233"),
            1,
            "::1",
            "required");
    LocaleContextHolder.setLocaleContext(new Languages(settings).resolveLocaleContext(request));
    try {
      return written.get();
    } finally {
      LocaleContextHolder.resetLocaleContext();
    }
  }
}
