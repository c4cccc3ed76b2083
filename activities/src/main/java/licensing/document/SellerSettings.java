package licensing.document;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import licensing.document.Document.Party;
import licensing.document.Document.Tax.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sells, as it stands on papers, and which tax is charged. Prices are what is paid: where tax
 * is charged it is in them.
 *
 * @param name empty where no papers are to be written
 * @param country ISO 3166 alpha-2
 * @param taxPercent of the net amount, charged to buyers of the seller's country, and of the whole
 *     union without a VAT identifier where the seller is in it; 0 where none is charged
 */
@ConfigurationProperties("seller")
public record SellerSettings(
    @DefaultValue("") String name,
    @DefaultValue("") String address,
    @DefaultValue("") String postcode,
    @DefaultValue("") String city,
    @DefaultValue("") String country,
    @DefaultValue("") String vatId,
    @DefaultValue("") String taxNumber,
    @DefaultValue("") String registration,
    @DefaultValue("") String email,
    @DefaultValue("0") BigDecimal taxPercent) {

  public SellerSettings {
    if (!name.isBlank()) {
      if (!Set.of(Locale.getISOCountries()).contains(country)) {
        throw new IllegalArgumentException(
            "SELLER_COUNTRY is a country's code of two letters, like IE, not \"" + country + "\"");
      }
      if (Stream.of(vatId, taxNumber, registration).allMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "a seller is known by one of SELLER_VAT_ID, SELLER_TAX_NUMBER and SELLER_REGISTRATION");
      }
      if (Stream.of(address, city, email).anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "SELLER_ADDRESS, SELLER_CITY and SELLER_EMAIL stand on every paper: one is missing");
      }
      if (taxPercent.signum() < 0 || taxPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
        throw new IllegalArgumentException("SELLER_TAX_PERCENT is none: " + taxPercent);
      }
      if (taxPercent.signum() > 0 && Stream.of(vatId, taxNumber).allMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "who charges SELLER_TAX_PERCENT is known by SELLER_VAT_ID or SELLER_TAX_NUMBER");
      }
    }
  }

  /** Whether papers are written. */
  public boolean isKnown() {
    return !name.isBlank();
  }

  /** Who has a series of numbers of their own. */
  String identity() {
    return Stream.of(vatId, taxNumber, registration)
        .filter(id -> !id.isBlank())
        .findFirst()
        .orElseThrow();
  }

  Party party() {
    return new Party(
        name,
        address,
        orNull(postcode),
        city,
        country,
        orNull(vatId),
        orNull(taxNumber),
        orNull(registration),
        email);
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  /**
   * What the form allows; whether it is owed in law is for the seller's tax adviser to say.
   *
   * @param buyersCountry null where they gave no address
   * @param buyersVatId of a country of the union, null where they gave none
   */
  public Rule rule(@Nullable String buyersCountry, @Nullable String buyersVatId) {
    boolean identified = !vatId.isBlank() || !taxNumber.isBlank();
    boolean abroad = buyersCountry != null && !buyersCountry.equals(country);
    if (abroad && buyersVatId != null && identified && VatIds.isOfUnion(buyersCountry)) {
      return Rule.REVERSE_CHARGE;
    }
    boolean domestic = !abroad || VatIds.isOfUnion(buyersCountry) && VatIds.isOfUnion(country);
    return domestic && taxPercent.signum() > 0 ? Rule.STANDARD : Rule.OUTSIDE;
  }
}
