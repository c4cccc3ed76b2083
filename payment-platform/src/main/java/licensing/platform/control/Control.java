package licensing.platform.control;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.fault.Faults;
import licensing.platform.gateway.Gateway;
import licensing.platform.http.Handler;
import licensing.platform.http.Route;
import licensing.platform.http.SameOrigin;
import licensing.platform.ledger.Ledger;
import licensing.platform.webhook.Webhooks;

/** The addresses below {@code /control}: for this machine alone, and for no other site's pages. */
public final class Control {
  private final FaultControl faults;
  private final LedgerControl ledger;
  private final ControlPage page;

  public Control(Faults faults, Ledger ledger, Gateway gateway, Webhooks webhooks) {
    this.faults = new FaultControl(faults, ledger);
    this.ledger = new LedgerControl(ledger, gateway, webhooks);
    this.page = new ControlPage(faults, this.faults::counts);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(faults.routes());
    routes.addAll(ledger.routes());
    routes.addAll(page.routes());
    return routes.stream().map(Control::guarded).toList();
  }

  private static Route guarded(Route route) {
    Handler guarded = new LoopbackOnly(new SameOrigin(route.handler()));
    return new Route(route.name(), route.method(), route.template(), guarded);
  }
}
