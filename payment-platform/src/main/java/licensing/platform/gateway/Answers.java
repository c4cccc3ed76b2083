package licensing.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.http.Answer;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Xml;

/** Outcomes in the gateway's XML. The SDK takes the root element alone for success or failure. */
final class Answers {
  private Answers() {}

  static Answer of(Outcome outcome, int success) {
    return switch (outcome) {
      case Outcome.Made made when isRefused(made.statement()) -> refused(made.statement());
      case Outcome.Made made -> transaction(success, made.statement());
      case Outcome.Invalid invalid -> invalid(invalid.errors());
      case Outcome.Missing missing -> missing();
      case Outcome.KeyReused reused ->
          failure(
              "The API request key was used with another input.",
              Xml.of("errors", Xml.array("errors", List.of())));
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

  private static Answer refused(Statement statement) {
    return failure(
        reason(statement.transaction()),
        Xml.of("errors", Xml.array("errors", List.of())),
        TransactionXml.of(statement));
  }

  private static String reason(Transaction transaction) {
    String rejection = transaction.response().rejection();
    if (rejection != null) {
      return "Gateway Rejected: " + rejection;
    }
    String text = transaction.response().text();
    return text == null ? "Processor Declined" : text;
  }

  private static Answer invalid(List<ValidationError> errors) {
    String message = String.join("\n", errors.stream().map(ValidationError::message).toList());
    return failure(message, ErrorsXml.of(errors));
  }

  /** {@code params} has to be there: without it the SDK fails on its own. */
  private static Answer failure(String message, Xml... parts) {
    List<Xml> all = new ArrayList<>(List.of(parts));
    all.add(Xml.of("params"));
    all.add(Xml.text("message", message));
    return Answer.xml(422, Xml.of("api-error-response", all).render());
  }

  static Answer refusedSearch(String message) {
    return failure(message, Xml.of("errors", Xml.array("errors", List.of())));
  }
}
