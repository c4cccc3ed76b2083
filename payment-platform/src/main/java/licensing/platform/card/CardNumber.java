package licensing.platform.card;

import java.util.regex.Pattern;

/** A card number on its way through memory: it never reaches a file or a log. */
public record CardNumber(String digits) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");

  public static CardNumber of(String typed) {
    return new CardNumber(typed.replaceAll("[\\s-]", ""));
  }

  public boolean isValid() {
    return NUMBER.matcher(digits).matches() && luhn() % 10 == 0;
  }

  private int luhn() {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : 2 * digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum;
  }

  /** The bank's identification: the first six digits, which may be kept. */
  String bin() {
    return digits.substring(0, 6);
  }

  String last4() {
    return digits.substring(digits.length() - 4);
  }

  String type() {
    if (digits.startsWith("4")) {
      return "Visa";
    }
    if (digits.matches("3[47].*")) {
      return "American Express";
    }
    if (digits.matches("(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720).*")) {
      return "MasterCard";
    }
    if (digits.matches("(6011|64[4-9]|65).*")) {
      return "Discover";
    }
    if (digits.startsWith("35")) {
      return "JCB";
    }
    return digits.matches("3[0689].*") ? "Diners Club" : "Unknown";
  }

  int cvvLength() {
    return type().equals("American Express") ? 4 : 3;
  }

  /** Without the number: records are printed in logs. */
  @Override
  public String toString() {
    return "CardNumber[hidden]";
  }
}
