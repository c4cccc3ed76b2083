package licensing.platform.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.platform.fault.Details;
import licensing.platform.fault.Faults;
import licensing.platform.fault.PlanReader;
import licensing.platform.fault.Trigger;
import licensing.platform.http.Answer;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import licensing.platform.http.Route;
import licensing.platform.ledger.Injections;
import licensing.platform.ledger.Ledger;

/** Arms, lists and disarms faults, and tells which happened. */
record FaultControl(Faults faults, Ledger ledger) {

  List<Route> routes() {
    return List.of(
        new Route("list faults", "GET", "/control/faults", this::list),
        new Route("arm fault", "POST", "/control/faults", new JsonOnly(this::arm)),
        new Route("reset faults", "DELETE", "/control/faults", this::reset),
        new Route("disarm fault", "DELETE", "/control/faults/{id}", this::disarm),
        new Route("forget counts", "DELETE", "/control/injections", this::forget));
  }

  private Answer list(Request request) {
    return Json.answer(
        200,
        Map.of(
            "armed", faults.armed().stream().map(FaultControl::armed).toList(),
            "injected", counts().stream().map(FaultControl::injected).toList()));
  }

  List<Injections.Count> counts() {
    return ledger.enter(books -> books.injections().counts());
  }

  private Answer arm(Request request, Map<String, String> fields) {
    try {
      long id = faults.arm(PlanReader.read(new Details(fields)));
      return Json.answer(201, Map.of("id", id));
    } catch (Details.Unarmable unarmable) {
      return JsonOnly.refusal(String.valueOf(unarmable.getMessage()));
    }
  }

  private Answer reset(Request request) {
    faults.reset();
    return list(request);
  }

  private Answer disarm(Request request) {
    String id = request.variable("id");
    return id.matches("[0-9]{1,18}") && faults.disarm(Long.parseLong(id))
        ? list(request)
        : Json.answer(404, Map.of("error", "No fault of that number is armed."));
  }

  private Answer forget(Request request) {
    ledger.enter(
        books -> {
          books.injections().forget();
          return books;
        });
    return list(request);
  }

  private static Map<String, Object> armed(Faults.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    var plan = entry.plan();
    json.put("id", entry.id());
    json.put("fault", plan.fault().label());
    json.put("operation", plan.operation() == null ? null : plan.operation().label());
    json.put("orderId", plan.orderId());
    switch (plan.trigger()) {
      case Trigger.Next next -> json.put("left", entry.left());
      case Trigger.Chance chance -> {
        json.put("probability", chance.probability());
        json.put("seed", chance.seed());
      }
    }
    return json;
  }

  private static Map<String, Object> injected(Injections.Count count) {
    return Map.of("operation", count.operation(), "fault", count.fault(), "times", count.times());
  }
}
