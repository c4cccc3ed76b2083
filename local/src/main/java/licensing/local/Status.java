package licensing.local;

import java.util.stream.Collectors;

/** Which programs run. */
record Status(LocalStack stack) {

  String text() {
    return stack.names().stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(String name) {
    return stack
        .process(name)
        .map(
            process ->
                "%-10s runs      pid %-8d %4d MiB resident"
                    .formatted(name, process.pid(), ResidentMemory.mebibytes(process)))
        .orElseGet(() -> "%-10s is down  ./dev start %s".formatted(name, name));
  }
}
