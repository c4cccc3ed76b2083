package licensing.local.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.State;

/** The documents that are made of {@link StateGraph}: two pictures, and their text. */
public final class States {

  private States() {}

  /**
   * Writes them anew.
   *
   * @param docs the folder of the documents
   */
  public static void draw(Path docs) throws IOException {
    for (Map.Entry<String, String> document : documents().entrySet()) {
      Files.writeString(docs.resolve(document.getKey()), document.getValue());
    }
  }

  /** By file name. */
  static Map<String, String> documents() {
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put(
        "states-attempt.svg", new StateDrawing(StateGraph.ATTEMPT).svg("States of an attempt"));
    documents.put(
        "states-purchase.svg", new StateDrawing(StateGraph.PURCHASE).svg("States of a purchase"));
    documents.put("states.md", text());
    return documents;
  }

  private static String text() {
    return """
    # States

    Drawn by `./dev states` from `StateGraph`, which process, rows, pages and the trigger of the database are made from: a
    transition that is not here cannot happen. Ends have a thick border.

    ## A purchase

    ![States of a purchase](states-purchase.svg)

    %s
    ## A payment attempt

    Its row decides every race: each transition is one compare-and-set.

    ![States of a payment attempt](states-attempt.svg)

    %s
    | state | may hold money that no row accounts for | lets the buyer pay | lets the buyer try another card |
    | --- | --- | --- | --- |
    %s
    """
        .formatted(
            table(StateGraph.PURCHASE),
            table(StateGraph.ATTEMPT),
            List.of(PaymentAttempt.State.values()).stream()
                .map(States::facts)
                .collect(Collectors.joining("\n")));
  }

  private static String table(StateGraph graph) {
    return "| from | to | when |\n| --- | --- | --- |\n"
        + graph.transitions().stream()
            .map(
                edge ->
                    "| %s | %s | %s: %s |\n"
                        .formatted(
                            edge.from() == null ? "" : name(edge.from()),
                            name(edge.to()),
                            StateDrawing.words(edge.event().name()),
                            edge.event().words()))
            .collect(Collectors.joining());
  }

  private static String facts(PaymentAttempt.State state) {
    return "| %s | %s | %s | %s |"
        .formatted(
            name(state),
            yes(StateGraph.mayHoldMoney(state)),
            yes(StateGraph.letsBuyerPay(state)),
            yes(StateGraph.letsBuyerTryAgain(state)));
  }

  private static String yes(boolean holds) {
    return holds ? "yes" : "";
  }

  private static String name(State state) {
    return StateDrawing.words(state.name());
  }
}
