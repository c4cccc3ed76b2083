package licensing.web.support.bulk;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How bulk runs are begun.
 *
 * @param perSecond how many purchases a run may ask in a second, from 1 to 100
 */
@ConfigurationProperties("bulk")
record BulkSettings(int perSecond) {

  BulkSettings {
    if (perSecond < 1 || perSecond > 100) {
      throw new IllegalArgumentException("BULK_PER_SECOND must be from 1 to 100");
    }
  }
}
