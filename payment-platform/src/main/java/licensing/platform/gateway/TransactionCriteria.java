package licensing.platform.gateway;

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

/** What a search for transactions may ask for. */
final class TransactionCriteria {
  private final Secrets secrets;

  private TransactionCriteria(Secrets secrets) {
    this.secrets = secrets;
  }

  static Criteria<Candidate> with(Secrets secrets) {
    return new Criteria<>(new TransactionCriteria(secrets).known());
  }

  private Map<String, Condition<Candidate>> known() {
    return Map.ofEntries(
        entry("id", Condition.text(of(Transaction::id))),
        entry("orderid", Condition.text(of(t -> orEmpty(t.orderId())))),
        entry("currency", Condition.text(of(t -> t.money().currency()))),
        entry("creditcardcardholdername", Condition.text(of(t -> orEmpty(card(t).cardholder())))),
        entry("creditcardexpirationdate", Condition.text(of(t -> card(t).expiration()))),
        entry("creditcarduniqueidentifier", Condition.text(of(Details::uniqueNumber))),
        entry("processorauthorizationcode", Condition.text(of(Details::authorizationCode))),
        entry(
            "settlementbatchid",
            Condition.text(s -> orEmpty(Details.settlementBatch(s.transaction(), s.history())))),
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

  /** The whole number by its digest, its ends by the digits that are kept. */
  private Condition<Candidate> number() {
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

  private static Condition<Candidate> became(TransactionStatus status) {
    return Condition.moments(
        candidate ->
            candidate.history().stream()
                .filter(event -> event.status() == status)
                .map(StatusEvent::at)
                .map(TransactionCriteria::whole)
                .toList());
  }

  private static Map.Entry<String, Condition<Candidate>> entry(
      String name, Condition<Candidate> condition) {
    return Map.entry(name, condition);
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
