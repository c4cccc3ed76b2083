package licensing.bench.killbill;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** A subscription to a plan in one call, with its invoice and the payment of that. */
public record KillBillPlan(KillBillTenant tenant) implements KillBillPeer {

  public static final String NAME = "kb-plan";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void pay(UUID purchase, String nonce) throws IOException, InterruptedException {
    tenant.subscribe(purchase);
  }

  @Override
  public void awaitEnd(UUID purchase, Duration patience) {}
}
