package licensing.platform.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import licensing.platform.http.BadRequest;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Element;

/** One condition of a search. An unknown one is refused: ignoring it would find too much. */
final class Criterion {
  private static final Set<String> TEXT =
      Set.of("is", "isnot", "startswith", "endswith", "contains");
  private static final Set<String> RANGE = Set.of("is", "min", "max");
  private static final Set<String> ITEMS = Set.of("item");
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "id", TEXT,
          "orderid", TEXT,
          "ids", ITEMS,
          "status", ITEMS,
          "type", ITEMS,
          "merchantaccountid", ITEMS,
          "refund", Set.of(),
          "amount", RANGE,
          "createdat", RANGE);

  private Criterion() {}

  /** A condition this platform cannot judge. */
  static final class Unknown extends RuntimeException {
    Unknown(Element element) {
      super("\"" + element.name() + "\"", null, false, false);
    }
  }

  /** Before the search: without a candidate no condition would be looked at. */
  static void requireKnown(Element criteria) {
    for (Element criterion : criteria.children()) {
      Set<String> operators = KNOWN.get(criterion.name());
      if (operators == null
          || !criterion.children().stream().map(Element::name).allMatch(operators::contains)) {
        throw new Unknown(criterion);
      }
    }
  }

  static boolean matches(Element criterion, Transaction t) {
    return switch (criterion.name()) {
      case "id" -> text(criterion, t.id());
      case "orderid" -> text(criterion, t.orderId() == null ? "" : t.orderId());
      case "ids" -> anyOf(criterion, t.id());
      case "status" -> anyOf(criterion, t.status().name());
      case "type" -> anyOf(criterion, t.kind().name());
      case "merchantaccountid" -> anyOf(criterion, t.account());
      case "refund" -> Boolean.parseBoolean(criterion.text().strip()) == t.isRefund();
      case "amount" -> range(criterion, t.money().amount(), BigDecimal::new);
      case "createdat" ->
          range(criterion, t.createdAt().truncatedTo(ChronoUnit.SECONDS), Instant::parse);
      default -> throw new Unknown(criterion);
    };
  }

  private static boolean text(Element criterion, String value) {
    return criterion.children().stream().allMatch(operator -> compare(operator, value));
  }

  private static boolean compare(Element operator, String value) {
    String wanted = operator.text().strip();
    return switch (operator.name()) {
      case "is" -> value.equals(wanted);
      case "isnot" -> !value.equals(wanted);
      case "startswith" -> value.startsWith(wanted);
      case "endswith" -> value.endsWith(wanted);
      case "contains" -> value.contains(wanted);
      default -> throw new Unknown(operator);
    };
  }

  private static boolean anyOf(Element criterion, String value) {
    return criterion.children().stream()
        .anyMatch(item -> item.text().strip().equalsIgnoreCase(value));
  }

  private static <T extends Comparable<T>> boolean range(
      Element criterion, T value, Function<String, T> reader) {
    return criterion.children().stream()
        .allMatch(
            operator -> {
              int order = value.compareTo(read(operator, reader));
              return switch (operator.name()) {
                case "is" -> order == 0;
                case "min" -> order >= 0;
                case "max" -> order <= 0;
                default -> throw new Unknown(operator);
              };
            });
  }

  private static <T> T read(Element operator, Function<String, T> reader) {
    try {
      return reader.apply(operator.text().strip());
    } catch (NumberFormatException | DateTimeParseException malformed) {
      throw new BadRequest("a search's limit is no number or date");
    }
  }
}
