package licensing.web.billing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.document.VatIds;
import org.jspecify.annotations.Nullable;

/**
 * Billing details as they were sent, beside the order number of one purchase; null where a form had
 * no such field. All of them are optional, but an invoice needs all that is marked in {@link
 * Field}.
 */
public record BillingForm(
    @Nullable String company,
    @Nullable String address,
    @Nullable String postcode,
    @Nullable String city,
    @Nullable String country,
    @Nullable String vatId,
    @Nullable String email,
    @Nullable String orderNumber) {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  /** Nothing of it can be seen on paper; some of it turns round what follows. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\p{Cn}\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]+");

  /** Each line is tidied: what cannot be seen is a blank, and one blank is enough. */
  public BillingForm {
    company = tidied(company);
    address = tidied(address);
    postcode = tidied(postcode);
    city = tidied(city);
    country = tidied(country);
    vatId = tidied(vatId);
    email = tidied(email);
    orderNumber = tidied(orderNumber);
  }

  static final BillingForm EMPTY = new BillingForm("", "", "", "", "", "", "", "");

  private static @Nullable String tidied(@Nullable String typed) {
    return typed == null
        ? null
        : UNSEEN.matcher(typed).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }

  /** The fields by their names on pages. */
  public enum Field {
    COMPANY("company", true, 200),
    ADDRESS("address", true, 200),
    POSTCODE("postcode", false, 20),
    CITY("city", true, 100),
    COUNTRY("country", true, 2),
    VAT_ID("vatId", false, 30),
    EMAIL("email", true, 200),
    ORDER_NUMBER("orderNumber", false, 100);

    private final String name;
    private final boolean needed;
    private final int longest;

    Field(String name, boolean needed, int longest) {
      this.name = name;
      this.needed = needed;
      this.longest = longest;
    }

    public String fieldName() {
      return name;
    }

    public int longest() {
      return longest;
    }
  }

  /** What is wrong with a field. The names are keys of messages. */
  public enum Problem {
    MISSING,
    TOO_LONG,
    NO_COUNTRY,
    NO_VAT_ID,
    VAT_ID_OF_NO_COUNTRY,
    NO_EMAIL
  }

  /** Its text; empty where it was not sent. */
  public String text(Field field) {
    String text =
        switch (field) {
          case COMPANY -> company;
          case ADDRESS -> address;
          case POSTCODE -> postcode;
          case CITY -> city;
          case COUNTRY -> country;
          case VAT_ID -> vatId;
          case EMAIL -> email;
          case ORDER_NUMBER -> orderNumber;
        };
    return text == null ? "" : text;
  }

  /** Whether the form has fields for them at all. */
  public boolean isSent() {
    return company != null;
  }

  /** Whether no invoice is wanted: a receipt needs none of it. */
  public boolean isEmpty() {
    return Stream.of(Field.values())
        .filter(field -> field != Field.ORDER_NUMBER)
        .allMatch(field -> text(field).isEmpty());
  }

  /** By field; empty where it can be kept. */
  public Map<Field, Problem> problems() {
    Map<Field, Problem> problems = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      if (text(field).codePointCount(0, text(field).length()) > field.longest) {
        problems.put(field, Problem.TOO_LONG);
      } else if (field.needed && !isEmpty() && text(field).isEmpty()) {
        problems.put(field, Problem.MISSING);
      }
    }
    if (!text(Field.COUNTRY).isEmpty() && !COUNTRIES.contains(text(Field.COUNTRY))) {
      problems.put(Field.COUNTRY, Problem.NO_COUNTRY);
    }
    if (!text(Field.VAT_ID).isEmpty() && !problems.containsKey(Field.COUNTRY)) {
      if (!VatIds.isOfUnion(text(Field.COUNTRY))) {
        problems.putIfAbsent(Field.VAT_ID, Problem.VAT_ID_OF_NO_COUNTRY);
      } else if (VatIds.of(text(Field.VAT_ID), text(Field.COUNTRY)).isEmpty()) {
        problems.putIfAbsent(Field.VAT_ID, Problem.NO_VAT_ID);
      }
    }
    if (!text(Field.EMAIL).isEmpty() && !isMailAddress(text(Field.EMAIL))) {
      problems.putIfAbsent(Field.EMAIL, Problem.NO_EMAIL);
    }
    return problems;
  }

  /** Whether it looks like one that can be kept; whether somebody reads it, only a mail tells. */
  public static boolean isMailAddress(String typed) {
    return typed.codePointCount(0, typed.length()) <= Field.EMAIL.longest
        && EMAIL.matcher(typed).matches()
        && !UNSEEN.matcher(typed).find();
  }

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
}
