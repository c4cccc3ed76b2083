package licensing.purchase;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.Map;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;

/** By what purchases are found in the Temporal UI. Ids and words only: they are never encrypted. */
public final class PurchaseSearchAttributes {

  public static final SearchAttributeKey<String> ORGANIZATION =
      SearchAttributeKey.forKeyword("Organization");
  public static final SearchAttributeKey<String> OFFER = SearchAttributeKey.forKeyword("Offer");
  public static final SearchAttributeKey<String> ATTENTION =
      SearchAttributeKey.forKeyword("Attention");
  public static final SearchAttributeKey<String> OUTCOME = SearchAttributeKey.forKeyword("Outcome");

  /** What must be registered in a namespace before the first purchase. */
  public static final Map<String, IndexedValueType> REGISTERED =
      Map.of(
          ORGANIZATION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          OFFER.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          ATTENTION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          OUTCOME.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

  private PurchaseSearchAttributes() {}

  /** Set at the start, where they cost no event. */
  public static SearchAttributes of(PurchaseStart start) {
    return SearchAttributes.newBuilder()
        .set(ORGANIZATION, start.buyer().organization().toString())
        .set(OFFER, start.offer().name())
        .build();
  }
}
