package licensing.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.offer.Offer;
import licensing.payment.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that stands on a paper, as it was when its number was taken. Its JSON is stored for good and
 * never changed; the files are made from it alone.
 *
 * @param version of this form
 * @param number in its seller's series of the year, such as "2026-000017"
 * @param issuedOn in UTC
 * @param language tag of the language that the buyer consented in
 * @param buyer with an address where they gave one: only then it is an invoice, else a receipt
 * @param orderNumber of the buyer's own purchase order
 * @param total what was charged, or given back
 * @param credited of which document money went back; null for what is paid
 * @param debited which credit note is taken back, since its money never arrived; null for all else
 */
public record Document(
    int version,
    String number,
    LocalDate issuedOn,
    String language,
    Party seller,
    Party buyer,
    @Nullable String orderNumber,
    UUID purchase,
    Item item,
    Money total,
    Tax tax,
    Payment payment,
    Consent consent,
    @Nullable Original credited,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Original debited) {

  public static final int VERSION = 1;

  /** How the numbers of tests begin, which are a series of their own: nobody owes what they say. */
  static final String TEST = "TEST-";

  /** What a number looks like, of whichever series: a pattern. */
  public static final String NUMBER = "(?:" + TEST + ")?[0-9]{4}-[0-9]{6,9}";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  public Document {
    Objects.requireNonNull(number);
    Objects.requireNonNull(issuedOn);
    Objects.requireNonNull(total);
    Objects.requireNonNull(tax);
  }

  /** What it is called, and what may be done with it. */
  public enum Kind {
    /** Proves the payment. Without the buyer's address there is no electronic form of it. */
    RECEIPT,
    INVOICE,
    CREDIT_NOTE,
    /** Takes a credit note back: what was paid is paid after all. */
    DEBIT_NOTE
  }

  @JsonIgnore
  public Kind kind() {
    if (credited != null) {
      return Kind.CREDIT_NOTE;
    }
    if (debited != null) {
      return Kind.DEBIT_NOTE;
    }
    return isElectronic() ? Kind.INVOICE : Kind.RECEIPT;
  }

  /** The document that it is about; null for what is paid. */
  @JsonIgnore
  public @Nullable Original about() {
    return credited == null ? debited : credited;
  }

  /** Whether nothing was sold in earnest. */
  @JsonIgnore
  public boolean isTest() {
    return number.startsWith(TEST);
  }

  /** EN 16931 asks for the buyer's country, and knows amounts of two decimals at most. */
  @JsonIgnore
  public boolean isElectronic() {
    return buyer.country() != null && total.amount().scale() <= 2;
  }

  /**
   * Somebody on a paper.
   *
   * @param address lines above the town; empty where none is known
   * @param country ISO 3166 alpha-2; null where none is known
   * @param vatId with the prefix of its country
   * @param taxNumber where the tax office knows a seller by something else than a VAT id
   * @param registration in a register of companies
   * @param email where papers go
   */
  public record Party(
      String name,
      @Nullable String address,
      @Nullable String postcode,
      @Nullable String city,
      @Nullable String country,
      @Nullable String vatId,
      @Nullable String taxNumber,
      @Nullable String registration,
      @Nullable String email) {

    public Party {
      Objects.requireNonNull(name);
    }

    public static Party named(String name) {
      return new Party(name, null, null, null, null, null, null, null, null);
    }
  }

  /**
   * What was bought.
   *
   * @param quantity 1 of a part of the price that went back
   * @param part whether only a part of the price went back
   * @param until last day of the license
   */
  public record Item(
      Offer.Kind offer, int quantity, boolean part, LocalDate from, LocalDate until) {}

  /**
   * What the amount is made of: the buyer pays it whole, so tax is taken out of it and not added.
   *
   * @param percent 0 where no tax is charged
   * @param net without tax
   * @param rounding what is missing of the total: not every amount is a net amount and its tax
   */
  public record Tax(
      Rule rule, BigDecimal percent, BigDecimal net, BigDecimal amount, BigDecimal rounding) {

    /** Why tax is charged, or none. */
    public enum Rule {
      /** The seller owes it. */
      STANDARD("S", null),
      /** The buyer owes it, being a business elsewhere in the union. */
      REVERSE_CHARGE("AE", "VATEX-EU-AE"),
      /** The union's tax does not apply. */
      OUTSIDE("O", "VATEX-EU-O");

      private final String category;
      private final @Nullable String reason;

      Rule(String category, @Nullable String reason) {
        this.category = category;
        this.reason = reason;
      }

      /** UNCL 5305. */
      String category() {
        return category;
      }

      /** Why there is none, by the code list of the union. */
      @Nullable String reason() {
        return reason;
      }
    }

    /**
     * @param percent of the net amount; not looked at where no tax is charged
     */
    public static Tax in(Money total, Rule rule, BigDecimal percent) {
      BigDecimal gross = total.amount();
      if (rule != Rule.STANDARD) {
        return new Tax(rule, BigDecimal.ZERO, gross, zero(gross), zero(gross));
      }
      BigDecimal hundred = BigDecimal.valueOf(100);
      BigDecimal net =
          gross.multiply(hundred).divide(hundred.add(percent), gross.scale(), RoundingMode.HALF_UP);
      BigDecimal amount =
          net.multiply(percent).divide(hundred, gross.scale(), RoundingMode.HALF_UP);
      return new Tax(rule, percent, net, amount, gross.subtract(net).subtract(amount));
    }

    private static BigDecimal zero(BigDecimal like) {
      return BigDecimal.ZERO.setScale(like.scale());
    }
  }

  /**
   * How it was paid, or went back.
   *
   * @param card in masked words
   */
  public record Payment(LocalDate paidOn, String reference, String card) {

    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{4})\\D*$");

    /** Null where the words say none. */
    @JsonIgnore
    @Nullable String lastFour() {
      Matcher digits = LAST_DIGITS.matcher(card);
      return digits.find() ? digits.group(1) : null;
    }
  }

  /** What was consented to. */
  public record Consent(int termsVersion, String textHash) {}

  /** Another document. */
  public record Original(String number, LocalDate issuedOn) {

    static Original of(Document document) {
      return new Original(document.number(), document.issuedOn());
    }
  }

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  public static Document read(String json) {
    return JSON.readValue(json, Document.class);
  }
}
