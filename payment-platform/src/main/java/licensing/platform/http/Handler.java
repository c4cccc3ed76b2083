package licensing.platform.http;

/** Makes the answer to a request; everything it changes is durable when it returns. */
@FunctionalInterface
public interface Handler {
  Answer answer(Request request);
}
