package licensing.reading;

/** Which purchases need a person at this moment. For support staff only. */
public interface AttentionList {

  /**
   * Differs whenever another purchase needs a person, or one for another reason, or no longer, and
   * whenever something else waits for a second person.
   */
  String mark();
}
