package licensing.bulk;

import java.util.List;
import java.util.stream.Stream;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.purchase.PurchaseId;

class InMemoryBulksTest extends BulksContract {

  private final InMemoryBulks bulks = new InMemoryBulks();

  @Override
  protected String stopped() {
    return bulks.stopped(bulk);
  }

  @Override
  protected Bulks bulks() {
    return bulks;
  }

  @Override
  protected List<PurchaseId> matching(int number) {
    return Stream.generate(bulks::matching).limit(number).toList();
  }

  @Override
  protected BulkQuestion question() {
    return new BulkQuestion("", true, null, null, false, null, null, null);
  }

  @Override
  protected void answers(PurchaseId purchase, BulkOutcome... outcomes) {
    bulks.answers(purchase, outcomes);
  }

  @Override
  protected void isDeadly(PurchaseId purchase) {
    bulks.isDeadly(purchase);
  }

  @Override
  protected List<PurchaseId> asked() {
    return bulks.asked();
  }
}
