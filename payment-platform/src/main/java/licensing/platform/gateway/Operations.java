package licensing.platform.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.RequestKeys;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import org.jspecify.annotations.Nullable;

/** Runs an operation on the ledger: all of it or nothing, and once per request key. */
record Operations(Ledger ledger, Secrets secrets) {

  Outcome run(Function<Books, Outcome> operation) {
    try {
      return ledger.enter(operation);
    } catch (Refusal refusal) {
      return refusal.outcome();
    }
  }

  /** A request key that is repeated gets the transaction of its first request. */
  Outcome once(String name, Request request, Element body, Function<Books, Outcome> operation) {
    RequestKeys.Keyed keyed = keyed(name, request, body);
    return run(
        books ->
            keyed == null
                ? operation.apply(books)
                : once(books, keyed, () -> operation.apply(books)));
  }

  /**
   * Changes the transaction that the address names, once per request key.
   *
   * @param status of the answer where it is done
   */
  Answer change(String name, Request request, int status, Change change) {
    String id = request.variable("id");
    Element body = RequestReader.read(request);
    return Answers.of(
        once(
            name,
            request,
            body,
            books -> Outcome.of(books, id, found -> change.of(books, found, body))),
        status,
        body);
  }

  /** What is done to a transaction. */
  interface Change {
    Outcome of(Books books, Transaction transaction, Element body);
  }

  private static Outcome once(Books books, RequestKeys.Keyed keyed, Supplier<Outcome> operation) {
    Optional<RequestKeys.Earlier> earlier =
        books.requestKeys().find(keyed, books.now().minus(Lifetimes.REQUEST_KEY));
    if (earlier.isPresent()) {
      return earlier.get().sameInput()
          ? repeated(books, earlier.get().transactionId())
          : Outcome.invalid(ValidationError.KEY_REUSED);
    }
    Outcome outcome = operation.get();
    if (outcome instanceof Outcome.Made made) {
      books.requestKeys().add(keyed, made.statement().transaction().id(), books.now());
    }
    return outcome;
  }

  private static Outcome repeated(Books books, String transactionId) {
    return books
        .statement(transactionId)
        .<Outcome>map(Outcome.Made::new)
        .orElseGet(Outcome.Missing::new);
  }

  private RequestKeys.@Nullable Keyed keyed(String name, Request request, Element body) {
    String key = body.text("api-request-key");
    if (key == null) {
      return null;
    }
    String input = request.path() + '\n' + new String(request.body(), StandardCharsets.UTF_8);
    return new RequestKeys.Keyed(name, key, secrets.digest("input", input));
  }
}
