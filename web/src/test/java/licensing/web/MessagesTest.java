package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.audit.AuditReport.Finding;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.OwnedLicenses;
import licensing.reading.Timelines;
import licensing.web.process.PurchaseHistories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MessagesTest {

  private static final List<String> BUNDLES =
      List.of(
          "messages", "purchase", "billing", "webhooks", "support", "account", "provider", "admin");

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void sayTheSameThingsInBothLanguages(String bundle) throws IOException {
    Properties english = load(bundle + ".properties");
    Properties chinese = load(bundle + "_zh_CN.properties");
    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(arguments(chinese.getProperty(key), Locale.SIMPLIFIED_CHINESE))
          .as(key)
          .isEqualTo(arguments(english.getProperty(key), Locale.ENGLISH));
    }
  }

  /** Half as wide it stands out, and begins a line where it must not. */
  @Test
  void haveChinesePunctuationInChinese() throws IOException {
    Pattern foreign = Pattern.compile("\\p{IsHan}[:;,?!(]|[:;,?!)]\\p{IsHan}");
    assertThat(foreign.matcher("价格:").find()).isTrue();
    for (String bundle : BUNDLES) {
      Properties chinese = load(bundle + "_zh_CN.properties");
      assertThat(chinese.stringPropertyNames())
          .as(bundle)
          .noneMatch(key -> foreign.matcher(chinese.getProperty(key)).find());
    }
  }

  /** What takes no arguments is no format: there two apostrophes are two. */
  @Test
  void haveNoApostropheTooMany() throws IOException {
    for (String bundle : BUNDLES) {
      for (String file : List.of(bundle + ".properties", bundle + "_zh_CN.properties")) {
        Properties texts = load(file);
        assertThat(texts.stringPropertyNames())
            .as(file)
            .noneMatch(
                key ->
                    !texts.getProperty(key).contains("{") && texts.getProperty(key).contains("''"));
      }
    }
  }

  @Test
  void nameEverySituationAndState() throws IOException {
    Properties english = load("messages.properties");
    assertThat(english.stringPropertyNames())
        .containsAll(
            Arrays.stream(PurchaseStatus.values()).map(it -> "licenses.status." + it).toList())
        .containsAll(
            Arrays.stream(OwnedLicenses.State.values()).map(it -> "licenses.state." + it).toList());
  }

  @Test
  void nameEveryStateOfAPaymentAttempt() throws IOException {
    assertThat(load("support.properties").stringPropertyNames())
        .containsAll(
            Arrays.stream(PaymentAttempt.State.values()).map(it -> "payment.state." + it).toList());
  }

  @Test
  void nameAllThatEvidenceMaySay() throws IOException {
    assertThat(load("support.properties").stringPropertyNames())
        .containsAll(
            Arrays.stream(PurchaseOutcome.Kind.values())
                .map(it -> "evidence.outcome." + it)
                .toList())
        .containsAll(
            Arrays.stream(ReleaseResult.values()).map(it -> "evidence.givenback." + it).toList())
        .containsAll(
            Arrays.stream(EvidenceProblem.Kind.values())
                .map(it -> "evidence.problem." + it)
                .toList());
  }

  @Test
  void nameAllThatATimelineMayTell() throws IOException {
    assertThat(load("support.properties").stringPropertyNames())
        .containsAll(Arrays.stream(Timelines.Kind.values()).map(it -> "timeline." + it).toList())
        .containsAll(
            Arrays.stream(PurchaseHistories.Kind.values()).map(it -> "history." + it).toList());
  }

  @Test
  void nameAllThatABulkRunMaySay() throws IOException {
    assertThat(load("support.properties").stringPropertyNames())
        .containsAll(Arrays.stream(BulkOutcome.values()).map(it -> "bulk.outcome." + it).toList())
        .containsAll(
            Arrays.stream(BulkAction.values())
                .flatMap(it -> Stream.of("bulk.title." + it, "bulk.begin." + it))
                .toList());
  }

  @Test
  void nameEveryKindOfFindingAndItsRemedy() throws IOException {
    assertThat(load("support.properties").stringPropertyNames())
        .containsAll(
            Arrays.stream(Finding.Kind.values())
                .map(Finding.Kind::label)
                .flatMap(it -> Stream.of("finding." + it, "finding." + it + ".remedy"))
                .toList());
  }

  private static int arguments(String text, Locale locale) {
    // Only texts with arguments are formats; in others an apostrophe is one.
    return text.contains("{")
        ? new MessageFormat(text, locale).getFormatsByArgumentIndex().length
        : 0;
  }

  private static Properties load(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream file = MessagesTest.class.getResourceAsStream("/" + name)) {
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return properties;
  }
}
