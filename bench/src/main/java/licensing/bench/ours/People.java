package licensing.bench.ours;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.local.DemoUsers;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.LocalStack;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those who buy, each for an organization of their own, in turn. */
public final class People {

  private static final int COUNT = 16;

  private final AtomicInteger next = new AtomicInteger();

  /** Their names; adds them where they are missing. */
  public static List<String> of(LocalStack stack) {
    List<DemoUser> people =
        IntStream.range(0, COUNT)
            .mapToObj(n -> new DemoUser("bench-" + n, "bench-" + n, "Bench " + n, "BUYER"))
            .toList();
    new DemoUsers(stack.database()).add(people);
    return people.stream().map(DemoUser::name).toList();
  }

  static Buyer buyer(JdbcClient rows, String name) {
    return rows.sql("select organization_id, id from users where name = ?")
        .param(name)
        .query(
            (row, _) ->
                new Buyer(
                    new OrganizationId(row.getObject(1, UUID.class)),
                    new UserId(row.getObject(2, UUID.class))))
        .single();
  }

  <T> T next(List<T> people) {
    return people.get(Math.floorMod(next.getAndIncrement(), people.size()));
  }
}
