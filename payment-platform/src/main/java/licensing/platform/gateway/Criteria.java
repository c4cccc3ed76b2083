package licensing.platform.gateway;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import licensing.platform.card.CardNumber;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;
import org.jspecify.annotations.Nullable;

/** What a search may ask for. What it may not is refused: ignoring it would find too much. */
final class Criteria {
  private final Secrets secrets;
  private final Map<String, Condition> known;

  /** A criterion this platform cannot judge. */
  static final class Unknown extends RuntimeException {
    Unknown(Element element) {
      super("\"" + element.name() + "\"", null, false, false);
    }
  }

  Criteria(Secrets secrets) {
    this.secrets = secrets;
    this.known =
        Map.ofEntries(
            entry("id", Condition.text(of(Transaction::id))),
            entry("orderid", Condition.text(of(t -> orEmpty(t.orderId())))),
            entry("currency", Condition.text(of(t -> t.money().currency()))),
            entry(
                "creditcardcardholdername", Condition.text(of(t -> orEmpty(card(t).cardholder())))),
            entry("creditcardexpirationdate", Condition.text(of(t -> card(t).expiration()))),
            entry("creditcarduniqueidentifier", Condition.text(of(Details::uniqueNumber))),
            entry("processorauthorizationcode", Condition.text(of(Details::authorizationCode))),
            entry(
                "settlementbatchid",
                Condition.text(
                    s -> orEmpty(Details.settlementBatch(s.transaction(), s.history())))),
            entry("creditcardnumber", number()),
            entry("ids", Condition.anyOf(of(Transaction::id))),
            entry("status", Condition.anyOf(of(t -> t.status().name()))),
            entry("type", Condition.anyOf(of(t -> t.kind().name()))),
            entry("merchantaccountid", Condition.anyOf(of(Transaction::account))),
            entry("creditcardcardtype", Condition.anyOf(of(t -> card(t).type()))),
            entry("paymentinstrumenttype", Condition.anyOf(t -> "CreditCardDetail")),
            entry("creditcardcustomerlocation", Condition.anyOf(t -> "us")),
            entry("createdusing", Condition.anyOf(t -> "full_information")),
            entry("source", Condition.anyOf(t -> "api")),
            entry("refund", Condition.flag(of(Transaction::isRefund))),
            entry("amount", Condition.amount(of(t -> t.money().amount()))),
            entry("createdat", Condition.moments(s -> List.of(whole(s.transaction().createdAt())))),
            entry("authorizedat", became(TransactionStatus.AUTHORIZED)),
            entry("authorizationexpiredat", became(TransactionStatus.AUTHORIZATION_EXPIRED)),
            entry("submittedforsettlementat", became(TransactionStatus.SUBMITTED_FOR_SETTLEMENT)),
            entry("settledat", became(TransactionStatus.SETTLED)),
            entry("voidedat", became(TransactionStatus.VOIDED)),
            entry("failedat", became(TransactionStatus.FAILED)),
            entry("gatewayrejectedat", became(TransactionStatus.GATEWAY_REJECTED)),
            entry("processordeclinedat", became(TransactionStatus.PROCESSOR_DECLINED)));
  }

  /** Before the search: without a candidate no condition would be looked at. */
  void requireKnown(Element criteria) {
    for (Element criterion : criteria.children()) {
      Set<String> operators = condition(criterion).operators();
      if (!criterion.children().stream().map(Element::plainName).allMatch(operators::contains)) {
        throw new Unknown(criterion);
      }
    }
  }

  boolean hold(Element criteria, Candidate candidate) {
    return criteria.children().stream()
        .allMatch(criterion -> condition(criterion).holds(criterion, candidate));
  }

  private Condition condition(Element criterion) {
    Condition condition = known.get(criterion.plainName());
    if (condition == null) {
      throw new Unknown(criterion);
    }
    return condition;
  }

  /** The whole number by its digest, its ends by the digits that are kept. */
  private Condition number() {
    return Condition.of(
        Set.of("is", "startswith", "endswith"),
        (criterion, candidate) ->
            criterion.children().stream()
                .allMatch(operator -> hasNumber(card(candidate.transaction()), operator)));
  }

  private boolean hasNumber(Card card, Element operator) {
    String digits = CardNumber.of(operator.text()).digits();
    return switch (operator.plainName()) {
      case "is" -> secrets.digest("card", digits).equals(card.fingerprint());
      case "startswith" -> card.bin().startsWith(digits);
      default -> card.last4().endsWith(digits);
    };
  }

  private static Condition became(TransactionStatus status) {
    return Condition.moments(
        candidate ->
            candidate.history().stream()
                .filter(event -> event.status() == status)
                .map(StatusEvent::at)
                .map(Criteria::whole)
                .toList());
  }

  private static Instant whole(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Card card(Transaction t) {
    return t.card();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> Function<Candidate, T> of(Function<Transaction, T> value) {
    return candidate -> value.apply(candidate.transaction());
  }
}
