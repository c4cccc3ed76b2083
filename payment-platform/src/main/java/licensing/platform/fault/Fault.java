package licensing.platform.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that goes wrong with one call. Whatever the merchant gets to see, the ledger holds what
 * really happened, and held it before anything was answered.
 */
public sealed interface Fault {

  /** What faults are counted by: the kind, and what distinguishes it. */
  default String label() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  /** Whether this can go wrong with that operation. */
  boolean concerns(Operation operation);

  /** Happens to the request or its answer on the way; the operation knows nothing of it. */
  sealed interface OnTheWay extends Fault {
    @Override
    default boolean concerns(Operation operation) {
      return operation != Operation.WEBHOOK;
    }
  }

  /** Happens within the operation. */
  sealed interface InTheOperation extends Fault {}

  /** Happens to a notification, whose event has happened in the ledger all the same. */
  sealed interface OfAWebhook extends Fault {
    @Override
    default boolean concerns(Operation operation) {
      return operation == Operation.WEBHOOK;
    }
  }

  /** Whether a call that gets a wrong answer has had its effect. */
  enum Effect {
    NONE,
    DONE;

    String label() {
      return this == DONE ? "after the effect" : "before the effect";
    }
  }

  /** A field of the transaction in an answer. */
  enum Field {
    AMOUNT("amount"),
    CURRENCY("currency-iso-code"),
    ORDER_ID("order-id");

    private final String element;

    Field(String element) {
      this.element = element;
    }

    public String element() {
      return element;
    }
  }

  /** The connection is closed before anything happened: a client that repeats by itself does so. */
  record Dropped() implements OnTheWay {}

  /** All is done, and the connection is closed without an answer. */
  record AnswerLost() implements OnTheWay {}

  /** All is done, and half of the answer arrives. */
  record AnswerCutShort() implements OnTheWay {}

  /** All is done at once, and answered later. */
  record AnswerSlow(Duration by) implements OnTheWay {}

  /** Nothing is done for a while, then all of it, whether or not anybody still waits. */
  record EffectLate(Duration by) implements OnTheWay {}

  /** An error's status instead of the answer. */
  record Status(int code, Effect effect) implements OnTheWay {
    @Override
    public String label() {
      return "status " + code + " " + effect.label();
    }
  }

  /** A well-formed page with status 200 instead of the answer. */
  record Html(Effect effect) implements OnTheWay {
    @Override
    public String label() {
      return "html " + effect.label();
    }
  }

  /** The answer is right but for one field. */
  record Wrong(Field field) implements OnTheWay {
    @Override
    public String label() {
      return "wrong " + field.element();
    }
  }

  /** The processor declines a sale, with a code such as 2001. */
  record Declined(String code) implements InTheOperation {
    @Override
    public String label() {
      return "declined " + code;
    }

    @Override
    public boolean concerns(Operation operation) {
      return operation == Operation.SALE;
    }
  }

  /** A search does not see what is younger than this. */
  record SearchLags(Duration by) implements InTheOperation {
    @Override
    public boolean concerns(Operation operation) {
      return operation == Operation.SEARCH || operation == Operation.SEARCH_PAGE;
    }
  }

  /** A search for an order with one good sale finds a second one, which is just as real. */
  record SearchFindsTwo() implements InTheOperation {
    @Override
    public boolean concerns(Operation operation) {
      return operation == Operation.SEARCH;
    }
  }

  /** Never sent. */
  record WebhookLost() implements OfAWebhook {}

  /** Sent twice. */
  record WebhookDoubled() implements OfAWebhook {}

  /** Kept back until the next one was sent. */
  record WebhookReordered() implements OfAWebhook {}

  /** Sent later. */
  record WebhookLate(Duration by) implements OfAWebhook {}

  /** Sent in the merchant's name, signed with a key that is not the merchant's. */
  record WebhookForged() implements OfAWebhook {}
}
