package licensing.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.Measurements;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyers;

/** Measures support's pages where very many purchases are recorded. */
public final class SupportBench {

  private static final int WARM_UP = 20;
  private static final int TIMES = 100;

  private final Browser support;
  private final Measurements took = new Measurements();

  private SupportBench(Browser support) {
    this.support = support;
  }

  /**
   * Runs it on a stack of its own: PostgreSQL, Temporal and the console.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where its state is kept, which must be empty
   * @param told hears of progress, and the table
   * @return how many goals were missed
   */
  public static long run(Path project, Path folder, int purchases, Consumer<String> told)
      throws Exception {
    try (LocalStack stack = LocalStack.consoleOnFreePorts(project, folder, told)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      long begin = System.nanoTime();
      new ManyPurchases(stack.database()).make(purchases);
      told.accept("%,d purchases made in %d s".formatted(purchases, secondsSince(begin)));
      try (var database = stack.database().getConnection();
          Buyers people = stack.buyers()) {
        return missed(people.loggedIn("support").browser(), Questions.of(database), told);
      }
    }
  }

  /**
   * @param told hears the table
   * @return how many goals were missed
   */
  static long missed(Browser support, List<Question> questions, Consumer<String> told)
      throws Exception {
    SupportBench bench = new SupportBench(support);
    for (Question question : questions) {
      bench.ask(question, new Measurements(), WARM_UP);
    }
    for (Question question : questions) {
      bench.ask(question, bench.took, TIMES);
    }
    Verdict verdict = new Verdict(questions, bench.took);
    told.accept("each question asked %d times, a file %d times\n".formatted(TIMES, TIMES / 10));
    told.accept(verdict.table());
    return verdict.missed();
  }

  /** A file, which has to be read to its end whenever it begins, a tenth as often. */
  private void ask(Question question, Measurements measured, int times) throws Exception {
    for (int time = 0; time < (question.whole() ? times : times / 10); time++) {
      long begin = System.nanoTime();
      try (InputStream answer = support.stream(question.address(time))) {
        read(answer, question.whole());
        measured.add(question.name(), System.nanoTime() - begin);
        answer.readAllBytes();
      }
    }
  }

  private static long secondsSince(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  private static void read(InputStream answer, boolean whole) throws IOException {
    if ((whole ? answer.readAllBytes().length : answer.read()) <= 0) {
      throw new LaunchFailure("An answer holds no byte.");
    }
  }
}
