package licensing.platform.control;

import java.util.List;
import java.util.function.Supplier;
import licensing.platform.fault.Details;
import licensing.platform.fault.Faults;
import licensing.platform.fault.PlanReader;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Page;
import licensing.platform.http.Request;
import licensing.platform.http.Route;
import licensing.platform.ledger.Injections;

/** The same switches for faults as a page for people. */
final class ControlPage {
  private static final String PATH = "/control";

  private final Faults faults;
  private final Supplier<List<Injections.Count>> counts;
  private final Page page = new Page("control.html");

  ControlPage(Faults faults, Supplier<List<Injections.Count>> counts) {
    this.faults = faults;
    this.counts = counts;
  }

  List<Route> routes() {
    return List.of(
        new Route("control page", "GET", PATH, request -> show(200, "")),
        button("arm by hand", "/arm", this::arm),
        button("disarm by hand", "/disarm", this::disarm),
        button("reset by hand", "/reset", this::reset));
  }

  private Answer show(int status, String problem) {
    return page.show(status, new ControlView(problem, faults.armed(), counts.get())::fill);
  }

  private Answer arm(Request request) {
    try {
      faults.arm(PlanReader.read(new Details(request.form())));
      return Answer.seeOther(PATH);
    } catch (Details.Unarmable unarmable) {
      return show(422, String.valueOf(unarmable.getMessage()));
    }
  }

  /** One that is spent in the meantime is as good as disarmed. */
  private Answer disarm(Request request) {
    String id = request.form().getOrDefault("id", "");
    if (id.matches("[0-9]{1,18}")) {
      faults.disarm(Long.parseLong(id));
    }
    return Answer.seeOther(PATH);
  }

  private Answer reset(Request request) {
    faults.reset();
    return Answer.seeOther(PATH);
  }

  private static Route button(String name, String path, Handler handler) {
    return new Route(name, "POST", PATH + path, handler);
  }
}
