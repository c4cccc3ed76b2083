package licensing.judge.facturx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import licensing.document.Document;
import licensing.document.Papers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mustangproject.validator.ZUGFeRDValidator;

/** Mustang judges the paper, with veraPDF, and the XML in it. */
class FacturXTest {

  @BeforeAll
  static void everywhereTheSame() {
    Locale.setDefault(Locale.US);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @Test
  void eachPaperIsValid() {
    Papers.electronic()
        .forEach(
            (name, document) -> {
              Verdict verdict = judged(document, Papers.pdf(document));
              assertThat(verdict.valid()).as("%s: %s", name, verdict.report()).isTrue();
              assertThat(verdict.report())
                  .as(name)
                  .contains(
                      "<profile>urn:cen.eu:en16931:2017</profile>",
                      "flavour=3u",
                      "isCompliant=true")
                  .doesNotContain("<error", "<warning");
            });
  }

  /** Of these the XML alone: the paper around it is like the others. */
  @Test
  void whateverTheSellerIsKnownBy() {
    Papers.ofEachSeller()
        .forEach(
            (name, document) -> {
              ZUGFeRDValidator judge = new ZUGFeRDValidator();
              judge.disableNotices();
              String report = judge.validate(Papers.crossIndustry(document), "sold.xml");
              assertThat(judge.wasCompletelyValid()).as("%s: %s", name, report).isTrue();
            });
  }

  @Test
  void aSpoiltPaperIsNot() {
    Document document = Papers.electronic().get("domestic");
    String xml = new String(Papers.crossIndustry(document), StandardCharsets.UTF_8);
    ZUGFeRDValidator judge = new ZUGFeRDValidator();
    String report =
        judge.validate(
            xml.replace("<ram:DuePayableAmount>0.00<", "<ram:DuePayableAmount>1.00<")
                .getBytes(StandardCharsets.UTF_8),
            "spoilt.xml");
    assertThat(judge.wasCompletelyValid()).as(report).isFalse();
    assertThat(report).contains("BR-CO-16");
  }

  private static Verdict judged(Document document, byte[] file) {
    ZUGFeRDValidator judge = new ZUGFeRDValidator();
    judge.disableNotices();
    String report = judge.validate(file, document.number() + ".pdf");
    return new Verdict(judge.wasCompletelyValid(), report);
  }

  private record Verdict(boolean valid, String report) {}
}
