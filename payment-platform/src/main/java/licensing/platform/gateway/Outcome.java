package licensing.platform.gateway;

import java.util.List;
import java.util.function.Function;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;

/** What an operation came to. Only {@link Made} leaves anything in the ledger. */
sealed interface Outcome {

  /** There is a transaction; a refused sale is one too. */
  record Made(Statement statement) implements Outcome {}

  /** The request was not taken, nothing happened. */
  record Invalid(List<ValidationError> errors) implements Outcome {}

  /** There is no such transaction. */
  record Missing() implements Outcome {}

  /** What an operation on one transaction came to, if there is such a one. */
  static Outcome of(Books books, String id, Function<Transaction, Outcome> operation) {
    return books.transactions().find(id).map(operation).orElseGet(Missing::new);
  }

  static Outcome made(Books books, Transaction transaction) {
    return new Made(books.statement(transaction));
  }

  static Outcome invalid(ValidationError... errors) {
    return new Invalid(List.of(errors));
  }
}
