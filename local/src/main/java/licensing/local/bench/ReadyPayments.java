package licensing.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import licensing.local.DemoUsers;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.LocalStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;

/** Payments of several people, each of which only has to be handed in. */
record ReadyPayments(List<Ready> all) {

  private static final int PEOPLE = 10;

  private record Ready(Buyer buyer, Page page, String nonce) {}

  /** As many, by people who are made for it where there are none yet. */
  static ReadyPayments of(LocalStack stack, Buyers buyers, int payments) throws Exception {
    List<DemoUser> people =
        IntStream.range(0, PEOPLE)
            .mapToObj(n -> new DemoUser("outage-" + n, "outage-" + n, "Outage " + n, "BUYER"))
            .toList();
    new DemoUsers(stack.database()).add(people);
    List<Buyer> loggedIn = people.stream().map(person -> buyers.loggedIn(person.name())).toList();
    List<Integer> numbers = IntStream.range(0, PEOPLE).boxed().toList();
    return new ReadyPayments(
        each(numbers, n -> prepared(loggedIn.get(n), share(payments, n))).stream()
            .flatMap(List::stream)
            .toList());
  }

  void handIn() throws Exception {
    each(all, payment -> payment.buyer().handIn(payment.page(), payment.nonce()).redirect());
  }

  private static int share(int payments, int person) {
    return payments / PEOPLE + (person < payments % PEOPLE ? 1 : 0);
  }

  private static List<Ready> prepared(Buyer buyer, int count) {
    List<Ready> prepared = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Page page = buyer.paymentPage(buyer.confirmed(1));
      prepared.add(new Ready(buyer, page, buyer.nonce(page, Card.GOOD)));
    }
    return prepared;
  }

  private interface Work<T, R> {
    R on(T item) throws Exception;
  }

  /** As many at a time as there are people. */
  private static <T, R> List<R> each(List<T> items, Work<T, R> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(PEOPLE)) {
      List<Future<R>> results =
          items.stream().map(item -> threads.submit(() -> work.on(item))).toList();
      List<R> done = new ArrayList<>();
      for (Future<R> result : results) {
        done.add(result.get());
      }
      return done;
    }
  }
}
