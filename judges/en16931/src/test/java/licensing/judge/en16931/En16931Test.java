package licensing.judge.en16931;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.peppol.PeppolValidation;
import com.helger.phive.peppol.PeppolValidation2026_05;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import licensing.document.Document;
import licensing.document.Document.Kind;
import licensing.document.Papers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of EN 16931 and of Peppol BIS Billing 3, by another hand than Mustang's. */
class En16931Test {

  private static final ValidationExecutorSetRegistry<IValidationSourceXML> RULES =
      new ValidationExecutorSetRegistry<>();

  @BeforeAll
  static void rules() {
    EN16931Validation.initEN16931(RULES);
    PeppolValidation.initStandard(RULES);
  }

  @Test
  void eachIsValid() {
    Map<String, Document> papers = new LinkedHashMap<>(Papers.electronic());
    papers.putAll(Papers.ofEachSeller());
    papers.forEach(
        (name, document) -> {
          assertThat(errors(EN16931Validation.VID_CII_1316, Papers.crossIndustry(document)))
              .as("%s as CII", name)
              .isEmpty();
          assertThat(errors(ubl(document), Papers.ubl(document))).as("%s as UBL", name).isEmpty();
        });
    for (String name : List.of("domestic", "reverse charge", "no tax at home, by a VAT id")) {
      assertThat(isForPeppol(papers.get(name))).as(name).isTrue();
    }
  }

  @Test
  void aSpoiltOneIsNot() {
    Document document = Papers.electronic().get("domestic");
    String ubl = new String(Papers.ubl(document), StandardCharsets.UTF_8);
    assertThat(
            errors(
                ubl(document), ubl.replace(">10.66<", ">12.66<").getBytes(StandardCharsets.UTF_8)))
        .anyMatch(error -> error.contains("BR-CO-17"));
    Document reverse = Papers.electronic().get("reverse charge");
    String cii = new String(Papers.crossIndustry(reverse), StandardCharsets.UTF_8);
    assertThat(
            errors(
                EN16931Validation.VID_CII_1316,
                cii.replaceAll(
                        "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">DE.*?</ram:SpecifiedTaxRegistration>",
                        "")
                    .getBytes(StandardCharsets.UTF_8)))
        .anyMatch(error -> error.contains("BR-AE-02"));
  }

  /** Those of what it says to be. */
  private static DVRCoordinate ubl(Document document) {
    boolean credit = document.kind() == Kind.CREDIT_NOTE;
    if (!isForPeppol(document)) {
      return credit
          ? EN16931Validation.VID_UBL_CREDIT_NOTE_1316
          : EN16931Validation.VID_UBL_INVOICE_1316;
    }
    return credit
        ? PeppolValidation2026_05.VID_OPENPEPPOL_CREDIT_NOTE_UBL_V3
        : PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3;
  }

  private static boolean isForPeppol(Document document) {
    return new String(Papers.ubl(document), StandardCharsets.UTF_8)
        .contains("urn:fdc:peppol.eu:2017:poacc:billing:3.0");
  }

  private static List<String> errors(DVRCoordinate rules, byte[] xml) {
    return ValidationExecutionManager.executeValidation(
            IValidityDeterminator.createDefault(),
            RULES.getOfID(rules),
            ValidationSourceXML.create("paper.xml", parsed(xml)),
            Locale.US)
        .getAllErrors()
        .stream()
        .map(error -> error.getAsString(Locale.US))
        .toList();
  }

  private static org.w3c.dom.Document parsed(byte[] xml) {
    try {
      DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
      parsers.setNamespaceAware(true);
      return parsers.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
