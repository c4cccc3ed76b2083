package licensing.platform.http;

/** The request cannot be read; answered 400 with the message, which must not quote card data. */
public final class BadRequest extends RuntimeException {
  public BadRequest(String message) {
    super(message);
  }
}
