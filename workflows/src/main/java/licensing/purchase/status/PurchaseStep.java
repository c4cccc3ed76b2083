package licensing.purchase.status;

/** Where a purchase is. What may follow what stands in {@link StateGraph#PURCHASE}. */
public enum PurchaseStep implements StateGraph.State {
  PRESENT_TERMS("present terms"),
  CONFIRM_REDIRECT("confirm redirect"),
  AWAIT_PAYMENT("await payment"),
  ACTIVATE_LICENSE("activate license"),
  REDIRECT_HOME("redirect home"),
  ENDED("ended");

  private final String words;

  PurchaseStep(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
