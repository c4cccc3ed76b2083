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
 * A graph of states as a picture: those that something follows in one line from the beginning on,
 * what leads back above it, and the ends below, each with the events that lead to it.
 */
final class StateDrawing {

  private static final int COLUMN = 270;
  private static final int WIDTH = 150;
  private static final int HEIGHT = 40;
  private static final int MARGIN = 20;
  private static final int LINE_Y = 90;
  private static final int ENDS_Y = 260;
  private static final String START = "start";

  private final StateGraph graph;
  private final Map<String, Integer> line = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new LinkedHashMap<>();

  StateDrawing(StateGraph graph) {
    this.graph = graph;
    line.put(START, 0);
    graph.states().stream()
        .filter(state -> !graph.isFinal(state))
        .forEach(state -> line.put(state.name(), line.size()));
    graph.states().stream().filter(graph::isFinal).forEach(this::placeEnd);
  }

  /** Below the last of those that lead to it, or in the next place that is free. */
  private void placeEnd(State end) {
    int column =
        graph.transitions().stream()
            .filter(edge -> edge.to().equals(end))
            .mapToInt(edge -> line.getOrDefault(name(edge.from()), 0))
            .max()
            .orElse(0);
    while (ends.containsValue(column)) {
      column++;
    }
    ends.put(end.name(), column);
  }

  String svg(String title) {
    int last = Math.max(max(line), max(ends));
    List<String> lines = new ArrayList<>();
    lines.add(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                + "aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"14\">")
            .formatted(MARGIN * 2 + COLUMN * last + WIDTH, ENDS_Y + HEIGHT + 60, title));
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    lines.add(
        "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\""
            + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\""
            + " fill=\"#555555\"/></marker></defs>");
    graph.transitions().forEach(edge -> lines.addAll(edge(edge)));
    line.keySet().forEach(name -> lines.add(box(name, LINE_Y, "#e8f0f8", 1)));
    ends.keySet().forEach(name -> lines.add(box(name, ENDS_Y, "#dcebd9", 3)));
    ends.keySet().forEach(name -> lines.addAll(events(name)));
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private List<String> edge(Transition edge) {
    int from = x(name(edge.from()));
    int to = x(edge.to().name());
    if (ends.containsKey(edge.to().name())) {
      int bottom = LINE_Y + HEIGHT;
      return List.of(
          curve(from + WIDTH / 2, bottom, from + WIDTH / 2, bottom + 70, to + WIDTH / 2, ENDS_Y));
    }
    String words = words(edge.event().name());
    if (to > from) {
      int y = LINE_Y + HEIGHT / 2;
      return List.of(
          "<path d=\"M%d %dL%d %d\" stroke=\"#555555\" marker-end=\"url(#tip)\"/>"
              .formatted(from + WIDTH, y, to, y),
          text((from + WIDTH + to) / 2, y - 8, 11, words));
    }
    // Back, or to itself: above the line.
    int begin = from + WIDTH * 2 / 3;
    int end = to + WIDTH / 3;
    return List.of(
        "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#555555\" marker-end=\"url(#tip)\"/>"
            .formatted(begin, LINE_Y, begin, 30, end, 30, end, LINE_Y),
        text((begin + end) / 2, 36, 11, words));
  }

  private static String curve(int x1, int y1, int bendX, int bendY, int x2, int y2) {
    return "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#555555\" marker-end=\"url(#tip)\"/>"
        .formatted(x1, y1, bendX, bendY, x2, y2 - 70, x2, y2);
  }

  private List<String> events(String end) {
    List<String> told = new ArrayList<>();
    graph.transitions().stream()
        .filter(edge -> edge.to().name().equals(end))
        .map(edge -> words(edge.event().name()))
        .distinct()
        .forEach(
            event ->
                told.add(
                    text(x(end) + WIDTH / 2, ENDS_Y + HEIGHT + 18 + 15 * told.size(), 11, event)));
    return told;
  }

  private String box(String name, int y, String fill, int stroke) {
    return ("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\""
                + " stroke=\"#1f4e79\" stroke-width=\"%d\"/>")
            .formatted(x(name), y, WIDTH, HEIGHT, name.equals(START) ? HEIGHT / 2 : 6, fill, stroke)
        + text(x(name) + WIDTH / 2, y + HEIGHT / 2 + 5, 14, words(name));
  }

  private static String text(int x, int y, int size, String words) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"%d\" fill=\"#222222\">%s</text>"
        .formatted(x, y, size, words);
  }

  private int x(String name) {
    return MARGIN + COLUMN * line.getOrDefault(name, ends.getOrDefault(name, 0));
  }

  private static int max(Map<String, Integer> columns) {
    return columns.values().stream().mapToInt(it -> it).max().orElse(0);
  }

  private static String name(@Nullable State state) {
    return state == null ? START : state.name();
  }

  static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
