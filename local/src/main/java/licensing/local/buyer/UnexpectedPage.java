package licensing.local.buyer;

/** An answer arrived that does not let the buyer go on. */
public final class UnexpectedPage extends RuntimeException {

  public UnexpectedPage(String wanted, Page page) {
    super("%s instead of %s: %d, %s".formatted(page.address(), wanted, page.status(), page.text()));
  }
}
