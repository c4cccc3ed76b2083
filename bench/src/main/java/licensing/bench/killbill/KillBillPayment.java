package licensing.bench.killbill;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** One payment in two calls, authorized and captured. The license would be its caller's. */
public record KillBillPayment(KillBillTenant tenant) implements KillBillPeer {

  public static final String NAME = "killbill";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void pay(UUID purchase, String nonce) throws IOException, InterruptedException {
    tenant.authorize(purchase);
  }

  @Override
  public void awaitEnd(UUID purchase, Duration patience) throws IOException, InterruptedException {
    tenant.capture(purchase);
  }
}
