package licensing.bulk;

import java.time.Duration;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseStep;
import org.jspecify.annotations.Nullable;

/**
 * Which of the purchases under way are meant. What is null is not asked.
 *
 * @param words as they were typed into the list's search box, empty for none
 * @param needingPerson whether only those that ask for a person
 * @param attention why they ask for one
 * @param open whether only those that have not ended
 * @param outcome how they ended
 * @param longerAgo subscribed to longer ago than that
 * @param within subscribed to within that time
 */
public record BulkQuestion(
    String words,
    boolean needingPerson,
    @Nullable Attention attention,
    @Nullable PurchaseStep step,
    boolean open,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Duration longerAgo,
    @Nullable Duration within) {}
