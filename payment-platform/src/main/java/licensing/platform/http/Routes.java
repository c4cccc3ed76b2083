package licensing.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.platform.fault.Fault;

/** Finds the operation a request means. */
public record Routes(List<Route> routes) {
  public Routes {
    routes = List.copyOf(routes);
  }

  /** A request together with the operation it calls. */
  record Call(Route route, Request request) {
    Answer answer() {
      return route.handler().answer(request);
    }

    Call with(Fault.InTheOperation fault) {
      return new Call(route, request.with(fault));
    }
  }

  Call find(Request request) {
    Route unknown = refusal(404, "Nothing is here.");
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(request.path());
      if (variables.isPresent()) {
        if (route.method().equals(request.method())) {
          return new Call(route, request.with(variables.get()));
        }
        unknown = refusal(405, "This address does not take " + request.method() + ".");
      }
    }
    return new Call(unknown, request);
  }

  private static Route refusal(int status, String sentence) {
    return new Route("unknown", "", "", request -> Answer.text(status, sentence));
  }
}
