package licensing.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;

/**
 * Source files of which lines ran.
 *
 * @param lines that ran, by file; at least one of each
 */
record EnteredFiles(Map<SourceFile, Set<Integer>> lines) {

  /** What the worker and the console are made of; the first two are the programs themselves. */
  private static final List<String> MODULES = List.of("web", "worker", "activities", "workflows");

  /**
   * @param folder its package
   * @param name without .java
   */
  record SourceFile(String module, String folder, String name) implements Comparable<SourceFile> {

    private static final Comparator<SourceFile> BY_PLACE =
        Comparator.comparing((SourceFile file) -> MODULES.indexOf(file.module()))
            .thenComparing(SourceFile::folder)
            .thenComparing(SourceFile::name);

    @Override
    public int compareTo(SourceFile other) {
      return BY_PLACE.compare(this, other);
    }
  }

  /**
   * @param project the folder with a folder per module, built as it ran
   */
  static EnteredFiles of(Path project, ExecutionDataStore ran) {
    Map<SourceFile, Set<Integer>> lines = new TreeMap<>();
    for (String module : MODULES) {
      for (ISourceFileCoverage file : analyzed(project, module, ran)) {
        Set<Integer> entered = entered(file);
        if (!entered.isEmpty()) {
          lines.put(named(module, file), entered);
        }
      }
    }
    return new EnteredFiles(lines);
  }

  /** Those of which a line ran that is not among the others. */
  EnteredFiles beyond(EnteredFiles others) {
    return only(file -> !others.lines.getOrDefault(file, Set.of()).containsAll(lines.get(file)));
  }

  /** Those that are not among the others. */
  EnteredFiles without(EnteredFiles others) {
    return only(file -> !others.lines.containsKey(file));
  }

  /** Those that are among the others. */
  EnteredFiles both(EnteredFiles others) {
    return only(others.lines::containsKey);
  }

  int count() {
    return lines.size();
  }

  /** By module and package, with their numbers. */
  String table() {
    return MODULES.stream()
        .map(module -> files(file -> file.module().equals(module)))
        .filter(files -> !files.isEmpty())
        .map(EnteredFiles::table)
        .collect(joining("\n"));
  }

  private static String table(List<SourceFile> ofModule) {
    Map<String, List<SourceFile>> folders =
        ofModule.stream().collect(groupingBy(SourceFile::folder, TreeMap::new, toList()));
    return line(ofModule.getFirst().module(), ofModule, "")
        + folders.entrySet().stream()
            .map(
                folder -> line("  " + folder.getKey(), folder.getValue(), names(folder.getValue())))
            .collect(joining("\n", "\n", ""));
  }

  private static String line(String place, List<SourceFile> files, String names) {
    return "%-40s %3d  %s".formatted(place, files.size(), names).stripTrailing();
  }

  String names() {
    return names(files(_ -> true));
  }

  private static String names(List<SourceFile> files) {
    return files.stream().map(SourceFile::name).collect(joining(" "));
  }

  private List<SourceFile> files(Predicate<SourceFile> wanted) {
    return lines.keySet().stream().filter(wanted).toList();
  }

  private EnteredFiles only(Predicate<SourceFile> wanted) {
    Map<SourceFile, Set<Integer>> left = new TreeMap<>(lines);
    left.keySet().removeIf(wanted.negate());
    return new EnteredFiles(left);
  }

  private static Collection<ISourceFileCoverage> analyzed(
      Path project, String module, ExecutionDataStore ran) {
    CoverageBuilder found = new CoverageBuilder();
    try {
      new Analyzer(ran, found)
          .analyzeAll(project.resolve(module).resolve("target/classes").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!found.getNoMatchClasses().isEmpty()) {
      throw new LaunchFailure(
          "The jars were not made of what is in %s/target/classes. Run ./dev build."
              .formatted(module));
    }
    return found.getSourceFiles();
  }

  private static Set<Integer> entered(ISourceFileCoverage file) {
    return IntStream.rangeClosed(file.getFirstLine(), file.getLastLine())
        .filter(line -> file.getLine(line).getInstructionCounter().getCoveredCount() > 0)
        .boxed()
        .collect(Collectors.toSet());
  }

  private static SourceFile named(String module, ISourceFileCoverage file) {
    return new SourceFile(
        module, file.getPackageName().replace('/', '.'), file.getName().replace(".java", ""));
  }
}
