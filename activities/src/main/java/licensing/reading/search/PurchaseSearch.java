package licensing.reading.search;

/** For support staff only: purchases of all organizations. */
public interface PurchaseSearch {

  /**
   * One part of what matches, at most that many. A part that holds nothing any more is the first.
   */
  Findings find(Question question, Part part, int size);

  /** Whether more than that many match. Costs no more than reading so many. */
  boolean findsMoreThan(int most, Question question);
}
