package licensing.local.states;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.State;
import licensing.purchase.status.StateGraph.Transition;
import org.jspecify.annotations.Nullable;

/**
 * A graph of states as a picture, in columns from the beginning to the ends: a state stands one
 * column behind the last of those that lead to it. Edges that lead back pass below.
 */
final class StateDrawing {

  private static final int COLUMN = 290;
  private static final int ROW = 110;
  private static final int WIDTH = 170;
  private static final int HEIGHT = 40;
  private static final int MARGIN = 30;
  private static final String START = "start";

  private final StateGraph graph;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, Integer> rows = new LinkedHashMap<>();

  StateDrawing(StateGraph graph) {
    this.graph = graph;
    columns.put(START, 0);
    graph.states().forEach(state -> columns.put(state.name(), 1));
    // As often as there are states is enough for the longest way.
    graph.states().forEach(again -> graph.transitions().forEach(this::moveBehind));
    Map<Integer, Integer> taken = new LinkedHashMap<>();
    columns.forEach((name, column) -> rows.put(name, taken.merge(column, 1, Integer::sum) - 1));
  }

  /** Only what leads on: in the graph's order, what leads back leads to an earlier state. */
  private void moveBehind(Transition edge) {
    if (!leadsBack(edge)) {
      columns.merge(edge.to().name(), columns.getOrDefault(name(edge.from()), 0) + 1, Math::max);
    }
  }

  private boolean leadsBack(Transition edge) {
    return edge.from() != null && indexOf(edge.to()) <= indexOf(edge.from());
  }

  private int indexOf(State state) {
    return graph.states().indexOf(state);
  }

  String svg(String title) {
    int width = MARGIN * 2 + COLUMN * max(columns) + WIDTH;
    int height = MARGIN * 2 + ROW * (max(rows) + 1) + ROW;
    List<String> lines = new ArrayList<>();
    lines.add(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                + "aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"13\">")
            .formatted(width, height, title));
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    lines.add(
        "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\""
            + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\""
            + " fill=\"#555555\"/></marker></defs>");
    graph.transitions().forEach(edge -> lines.add(edge(edge)));
    columns.keySet().forEach(name -> lines.add(node(name)));
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private String edge(Transition edge) {
    String from = name(edge.from());
    String to = edge.to().name();
    boolean back = leadsBack(edge);
    int x1 = x(from) + (back ? WIDTH / 2 : WIDTH);
    int y1 = y(from) + (back ? HEIGHT : HEIGHT / 2);
    int x2 = x(to) + (back ? WIDTH / 2 - 20 : 0);
    int y2 = y(to) + (back ? HEIGHT : HEIGHT / 2);
    int bend = back ? y1 + ROW * 3 / 4 : 0;
    String path =
        back
            ? "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, x1, bend, x2, bend, x2, y2)
            : "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, x1 + 50, y1, x2 - 50, y2, x2, y2);
    int labelX = (x1 + x2) / 2;
    int labelY = back ? bend - 16 : (y1 + y2) / 2 - 5;
    return ("<path d=\"%s\" fill=\"none\" stroke=\"#555555\" marker-end=\"url(#tip)\"/>"
            + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\" fill=\"#333333\""
            + " stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">%s</text>")
        .formatted(path, labelX, labelY, words(edge.event().name()));
  }

  private String node(String name) {
    boolean isFinal =
        graph.states().stream().anyMatch(it -> it.name().equals(name) && graph.isFinal(it));
    return ("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\""
            + " stroke=\"#1f4e79\" stroke-width=\"%d\"/>"
            + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#111111\">%s</text>")
        .formatted(
            x(name),
            y(name),
            WIDTH,
            HEIGHT,
            name.equals(START) ? HEIGHT / 2 : 6,
            isFinal ? "#dcebd9" : "#e8f0f8",
            isFinal ? 3 : 1,
            x(name) + WIDTH / 2,
            y(name) + HEIGHT / 2 + 5,
            words(name));
  }

  private int x(String name) {
    return MARGIN + COLUMN * columns.getOrDefault(name, 0);
  }

  private int y(String name) {
    return MARGIN + ROW * rows.getOrDefault(name, 0);
  }

  private static int max(Map<String, Integer> values) {
    return values.values().stream().mapToInt(it -> it).max().orElse(0);
  }

  private static String name(@Nullable State state) {
    return state == null ? START : state.name();
  }

  static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
