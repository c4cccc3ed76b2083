package licensing.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import licensing.local.bench.LicensesBench;
import licensing.local.bench.OutageBench;
import licensing.local.bench.SupportBench;

/**
 * What can be measured.
 *
 * @param told hears of what was
 */
record Benches(Path project, StateFolder state, Consumer<String> told) {

  private static final int FEWEST = 1_000;

  /**
   * @param words as they follow ./dev
   */
  void run(List<String> words) throws Exception {
    switch (words.size() < 2 ? "" : words.get(1)) {
      case "steps" -> steps(number(words, 100));
      case "support" -> support(number(words, 1_000_000));
      case "outage" -> outage(number(words, 500));
      case "validate" -> licenses("validate", number(words, 1_000_000));
      case "licenses" -> licenses("licenses", number(words, 100_000));
      case "files" -> files();
      case "builds" -> builds(words);
      case "start" -> start(words);
      default ->
          throw new LaunchFailure(
              "What shall be measured? There is: ./dev bench steps [PURCHASES],"
                  + " ./dev bench support [PURCHASES], ./dev bench outage [PURCHASES],"
                  + " ./dev bench validate [LICENSES], ./dev bench licenses [LICENSES],"
                  + " ./dev bench files, ./dev bench builds CHECKOUT [TURNS],"
                  + " and ./dev bench start [CHECKOUT] [TURNS]");
    }
  }

  /** On the stack that runs. */
  private void steps(int purchases) throws Exception {
    String memory = Control.ask(state.socket(), "status");
    Settings settings = new Settings(System.getenv(), Secrets.in(state.secrets()), state);
    Path temporal = Installation.of(project, System.getenv()).temporal();
    new StepsBench(settings, state, temporal).run(purchases);
    told.accept("\nbefore:\n" + memory + "\nafter:\n" + Control.ask(state.socket(), "status"));
  }

  /** On a stack of its own, beside one that runs; its state is kept only where it was too slow. */
  private void support(int purchases) throws Exception {
    if (purchases < FEWEST) {
      throw new LaunchFailure(
          "At least %d purchases, so that each kind is there.".formatted(FEWEST));
    }
    Path folder = emptied();
    long missed = SupportBench.run(project, folder, purchases, told);
    if (missed > 0) {
      throw new LaunchFailure(
          "%d goals were missed; the state is in %s.".formatted(missed, folder));
    }
    Folders.delete(folder);
  }

  /** As above. */
  private void outage(int purchases) throws Exception {
    Path folder = emptied();
    if (!OutageBench.run(project, folder, purchases, told)) {
      throw new LaunchFailure("It took too long; the state is in %s.".formatted(folder));
    }
    Folders.delete(folder);
  }

  /** As above. */
  private void licenses(String what, int licenses) throws Exception {
    if (licenses < FEWEST) {
      throw new LaunchFailure("At least %d licenses.".formatted(FEWEST));
    }
    Path folder = emptied();
    boolean met =
        what.equals("validate")
            ? LicensesBench.validate(project, folder, licenses, told)
            : LicensesBench.list(project, folder, licenses, told);
    if (!met) {
      throw new LaunchFailure("Goals were missed; the state is in %s.".formatted(folder));
    }
    Folders.delete(folder);
  }

  /** As above. */
  private void files() throws Exception {
    Path folder = emptied();
    FilesBench.run(project, new StateFolder(folder), told);
    Folders.delete(folder);
  }

  /** As above, on two. */
  private void builds(List<String> words) throws Exception {
    if (words.size() < 3) {
      throw new LaunchFailure("With which build? ./dev bench builds CHECKOUT [TURNS]");
    }
    Path other = Path.of(words.get(2)).toAbsolutePath().normalize();
    Path folder = emptied();
    BuildsBench.run(project, other, folder, number(words.subList(1, words.size()), 10), told);
    Folders.delete(folder);
  }

  /** As above; a number alone is no checkout. */
  private void start(List<String> words) throws Exception {
    boolean alone = words.size() < 3 || words.get(2).matches("\\d+");
    Path other = alone ? null : Path.of(words.get(2)).toAbsolutePath().normalize();
    Path folder = emptied();
    int turns = number(alone ? words : words.subList(1, words.size()), 7);
    StartBench.run(project, other, folder, turns, told);
    Folders.delete(folder);
  }

  private Path emptied() throws IOException {
    return state.emptied("bench", told);
  }

  private static int number(List<String> words, int usual) {
    try {
      return words.size() < 3 ? usual : Integer.parseUnsignedInt(words.get(2));
    } catch (NumberFormatException e) {
      throw new LaunchFailure("How many purchases? Not " + words.get(2) + ".", e);
    }
  }
}
