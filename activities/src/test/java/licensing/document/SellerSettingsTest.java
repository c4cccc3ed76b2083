package licensing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import licensing.document.Document.Tax.Rule;
import org.junit.jupiter.api.Test;

class SellerSettingsTest {

  @Test
  void chargeByWhereTheBuyerIs() {
    SellerSettings irish = seller("IE", "IE6388047V", "", "", "23");
    assertThat(irish.rule(null, null)).isEqualTo(Rule.STANDARD);
    assertThat(irish.rule("IE", "IE9825613N")).isEqualTo(Rule.STANDARD);
    assertThat(irish.rule("DE", null)).isEqualTo(Rule.STANDARD);
    assertThat(irish.rule("DE", "DE136695976")).isEqualTo(Rule.REVERSE_CHARGE);
    assertThat(irish.rule("CN", null)).isEqualTo(Rule.OUTSIDE);

    assertThat(seller("IE", "IE6388047V", "", "", "0").rule("IE", null)).isEqualTo(Rule.OUTSIDE);
    SellerSettings american = seller("US", "", "12-3456789", "", "0");
    assertThat(american.rule("DE", "DE136695976")).isEqualTo(Rule.REVERSE_CHARGE);
    assertThat(american.rule("DE", null)).isEqualTo(Rule.OUTSIDE);
    assertThat(seller("US", "", "", "123456", "0").rule("DE", "DE136695976"))
        .isEqualTo(Rule.OUTSIDE);
  }

  /** No invoice with tax on it would be valid. */
  @Test
  void whoChargesTaxIsKnownToTheTaxOffice() {
    assertThatThrownBy(() -> seller("IE", "", "", "123456", "23"))
        .hasMessageContaining("SELLER_VAT_ID or SELLER_TAX_NUMBER");
    assertThat(seller("IE", "", "6388047V", "", "23").isKnown()).isTrue();
  }

  @Test
  void sayWhatIsMissing() {
    assertThatThrownBy(() -> seller("EU", "IE6388047V", "", "", "23"))
        .hasMessageContaining("SELLER_COUNTRY");
    assertThatThrownBy(() -> seller("IE", "", "", "", "0")).hasMessageContaining("SELLER_VAT_ID");
    assertThatThrownBy(() -> seller("IE", "IE6388047V", "", "", "101"))
        .hasMessageContaining("SELLER_TAX_PERCENT");
  }

  private static SellerSettings seller(
      String country, String vatId, String taxNumber, String registration, String percent) {
    return new SellerSettings(
        "Cloud Console Ltd",
        "1 Quay Street",
        "",
        "Dublin",
        country,
        vatId,
        taxNumber,
        registration,
        "billing@console.example",
        new BigDecimal(percent));
  }
}
