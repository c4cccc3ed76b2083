package licensing.bulk;

/**
 * What came of a bulk run.
 *
 * @param chosen how many purchases matched when it began
 * @param notAnswered those that never answered
 * @param notAsked those that were left when it was stopped
 */
public record BulkReport(int chosen, int done, int refused, int notAnswered, int notAsked) {

  @Override
  public String toString() {
    return "%d done, %d refused, %d not answered, %d not asked, of %d"
        .formatted(done, refused, notAnswered, notAsked, chosen);
  }
}
