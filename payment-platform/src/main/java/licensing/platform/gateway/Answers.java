package licensing.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.http.Answer;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Element;
import licensing.platform.xml.Xml;

/** Outcomes in the gateway's XML. The SDK takes the root element alone for success or failure. */
final class Answers {
  private static final Xml NO_ERRORS = Xml.of("errors", Xml.array("errors", List.of()));

  private Answers() {}

  /**
   * @param success the status if it succeeds
   * @param body what was asked for, which a refusal repeats
   */
  static Answer of(Outcome outcome, int success, Element body) {
    return switch (outcome) {
      case Outcome.Made made when isRefused(made.statement()) -> refused(made.statement(), body);
      case Outcome.Made made -> transaction(success, made.statement());
      case Outcome.Invalid invalid -> invalid(invalid.errors(), body);
      case Outcome.Missing missing -> missing();
    };
  }

  static Answer transaction(int status, Statement statement) {
    return Answer.xml(status, TransactionXml.of(statement).render());
  }

  static Answer missing() {
    return Answer.text(404, "There is no such thing.");
  }

  private static boolean isRefused(Statement statement) {
    return statement.transaction().status().isRefusal();
  }

  private static Answer refused(Statement statement, Element body) {
    return failure(
        reason(statement.transaction()), Params.of(body), NO_ERRORS, TransactionXml.of(statement));
  }

  private static String reason(Transaction transaction) {
    String rejection = transaction.response().rejection();
    if (rejection != null) {
      return "Gateway Rejected: " + rejection;
    }
    String text = transaction.response().text();
    return text == null ? "Processor Declined" : text;
  }

  private static Answer invalid(List<ValidationError> errors, Element body) {
    String message = String.join("\n", errors.stream().map(ValidationError::message).toList());
    return failure(message, Params.of(body), ErrorsXml.of(errors));
  }

  /** {@code params} has to be there: without it the SDK fails on its own. */
  private static Answer failure(String message, Xml params, Xml... parts) {
    List<Xml> all = new ArrayList<>(List.of(parts));
    all.add(params);
    all.add(Xml.value("message", message));
    return Answer.xml(422, Xml.of("api-error-response", all).render());
  }

  static Answer refusedSearch(String message) {
    return failure(message, Xml.of("params"), NO_ERRORS);
  }
}
