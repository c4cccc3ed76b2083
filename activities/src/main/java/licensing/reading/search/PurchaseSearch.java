package licensing.reading.search;

import java.util.List;
import licensing.purchase.PurchaseId;

/** For support staff only: purchases of all organizations. */
public interface PurchaseSearch {

  /**
   * One part of what matches, at most that many. A part that holds nothing any more is the first.
   */
  Findings find(Question question, Part part, int size);

  /** Whether more than that many match. Costs no more than reading so many. */
  boolean findsMoreThan(int most, Question question);

  /**
   * Those of them whose processes may still have something to do: they have not ended, or ask for a
   * person since something that follows their end fails. Whatever the question's order, the one
   * that was subscribed to the longest ago comes first; at most that many.
   */
  List<PurchaseId> underWay(Question question, int most);
}
