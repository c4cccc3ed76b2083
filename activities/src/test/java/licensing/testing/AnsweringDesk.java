package licensing.testing;

import io.temporal.client.WorkflowClient;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import licensing.bulk.jdbc.PurchaseDesk;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;

/** Purchases that answer what a test says, and else do whatever they are asked. */
public final class AnsweringDesk extends PurchaseDesk {

  private final Map<PurchaseId, Queue<Reply>> replies = new ConcurrentHashMap<>();
  private final Set<PurchaseId> deadly = ConcurrentHashMap.newKeySet();
  private final List<Question> asked = new CopyOnWriteArrayList<>();

  /** What was asked, and of whom. */
  public record Question(PurchaseId purchase, SupportCommand command, String key) {}

  public AnsweringDesk(WorkflowClient temporal) {
    super(temporal);
  }

  public void answers(PurchaseId purchase, List<Reply> all) {
    replies.put(purchase, new ArrayDeque<>(all));
  }

  /** The next time that the purchase is asked, whoever asks it dies. */
  public void isDeadly(PurchaseId purchase) {
    deadly.add(purchase);
  }

  /** In this order, of those purchases. */
  public List<Question> asked(List<PurchaseId> purchases) {
    return asked.stream().filter(question -> purchases.contains(question.purchase())).toList();
  }

  @Override
  public Reply ask(PurchaseId purchase, SupportCommand command, String key) {
    if (deadly.remove(purchase)) {
      throw new IllegalStateException("the worker died");
    }
    asked.add(new Question(purchase, command, key));
    Reply next = replies.getOrDefault(purchase, new ArrayDeque<>()).poll();
    return next == null ? Reply.DONE : next;
  }
}
