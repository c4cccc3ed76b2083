package licensing.local.buyer;

import java.util.Arrays;
import java.util.List;

/** What a buyer types into the platform's fields; the stand-in knows what to make of it. */
public enum Card {
  GOOD("4111111111111111"),
  MASTERCARD("5555555555554444"),
  DECLINED("4000111111111115");

  private final String number;

  Card(String number) {
    this.number = number;
  }

  /** All numbers that are ever typed in. */
  public static List<String> numbers() {
    return Arrays.stream(values()).map(Card::number).toList();
  }

  String number() {
    return number;
  }
}
