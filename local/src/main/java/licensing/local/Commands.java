package licensing.local;

import java.util.function.UnaryOperator;

/**
 * What a running launcher does on request.
 *
 * @param stack what it is done to
 * @param end ends the launcher
 */
record Commands(LocalStack stack, Runnable end) implements UnaryOperator<String> {

  @Override
  public String apply(String line) {
    String[] words = line.strip().split(" ", 2);
    String name = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "status" -> new Status(stack).text();
      case "start" -> {
        stack.start(name);
        yield name + " is ready.";
      }
      case "kill" -> {
        stack.kill(name);
        yield name + " was killed. ./dev start " + name + " brings it back.";
      }
      case "stop" -> {
        end.run();
        yield "stopping";
      }
      default -> throw new LaunchFailure("There is no command \"" + words[0] + "\".");
    };
  }
}
