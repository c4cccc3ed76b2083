package licensing.local.buyer;

/**
 * What an open page is told about its purchase.
 *
 * @param event "status" or "home"
 * @param text the status with the attempt's number, or the page to go to
 * @param heardAt as {@link System#nanoTime} counts
 */
public record News(String event, String text, long heardAt) {

  /** The license works: the page goes to the console's homepage. */
  public boolean leadsHome() {
    return event.equals("home");
  }

  public boolean isStatus(String status) {
    return event.equals("status") && text.equals(status);
  }
}
