package licensing.local;

import java.util.List;

/**
 * What a second command asks of the launcher that runs.
 *
 * @param state by which the launcher is found
 */
record Request(StateFolder state) {

  String answer(List<String> words) {
    return switch (words.getFirst()) {
      case "stop" -> stop();
      case "leftovers" -> leftovers();
      default -> Control.ask(state.socket(), String.join(" ", words));
    };
  }

  private String stop() {
    try {
      return Control.ask(state.socket(), "stop");
    } catch (LaunchFailure nothingRuns) {
      leftovers();
      throw nothingRuns;
    }
  }

  private String leftovers() {
    new Leftovers(state).stop(System.out::println);
    return "";
  }
}
