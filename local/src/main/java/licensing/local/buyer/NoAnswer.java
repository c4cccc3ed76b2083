package licensing.local.buyer;

/** Nobody answered, or not in time. Whether a request had an effect cannot be told from it. */
public final class NoAnswer extends RuntimeException {

  NoAnswer(String sentence) {
    super(sentence);
  }

  NoAnswer(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
