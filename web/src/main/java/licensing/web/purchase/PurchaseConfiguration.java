package licensing.web.purchase;

import java.time.InstantSource;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the entry page's parts together. */
@Configuration(proxyBeanMethods = false)
class PurchaseConfiguration {

  @Bean
  EntryDesk entryDesk(Offers offers, FormSettings settings, PublishedTerms terms) {
    var clock = InstantSource.system();
    return new EntryDesk(offers, new SignedForms(settings.key(), clock), terms, clock);
  }

  @Bean
  EntryViews entryViews(EntryDesk desk, PublishedTerms terms, PurchaseRecords records) {
    return new EntryViews(desk, terms, records, InstantSource.system());
  }
}
