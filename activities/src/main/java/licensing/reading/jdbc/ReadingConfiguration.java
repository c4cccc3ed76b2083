package licensing.reading.jdbc;

import java.time.Clock;
import licensing.db.DatabaseConfiguration;
import licensing.reading.ActiveLicenses;
import licensing.reading.AttentionList;
import licensing.reading.AuditFindings;
import licensing.reading.LateNews;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.Proposals;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseChanges;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import org.postgresql.Driver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The ports that pages read through. */
@Configuration(proxyBeanMethods = false)
@Import({DatabaseConfiguration.class, SearchConfiguration.class, BulkRunsConfiguration.class})
public class ReadingConfiguration {

  @Bean
  Offers offers(JdbcClient database) {
    return new JdbcOffers(database);
  }

  @Bean
  PublishedTerms publishedTerms(JdbcClient database) {
    return new JdbcPublishedTerms(database);
  }

  @Bean
  PurchaseRecords purchaseRecords(JdbcClient database) {
    return new JdbcPurchaseRecords(database);
  }

  @Bean
  LateNews lateNews(JdbcClient database) {
    return new JdbcLateNews(database);
  }

  @Bean
  Proposals proposals(JdbcClient database) {
    return new JdbcProposals(database);
  }

  @Bean
  Timelines timelines(JdbcClient database) {
    return new JdbcTimelines(database);
  }

  @Bean
  AttentionList attentionList(JdbcClient database) {
    return new JdbcAttentionList(database);
  }

  @Bean
  AuditFindings auditFindings(JdbcClient database) {
    return new JdbcAuditFindings(database);
  }

  @Bean
  OwnedLicenses ownedLicenses(JdbcClient database, Clock clock) {
    return new JdbcLicenseReader(database, clock);
  }

  @Bean
  ActiveLicenses activeLicenses(JdbcClient database, Clock clock) {
    return new JdbcLicenseReader(database, clock).active();
  }

  @Bean
  PurchaseChanges purchaseChanges(JdbcConnectionDetails database) {
    SimpleDriverDataSource unpooled = new SimpleDriverDataSource();
    unpooled.setDriver(new Driver());
    unpooled.setUrl(database.getJdbcUrl());
    unpooled.setUsername(database.getUsername());
    unpooled.setPassword(database.getPassword());
    return new PostgresPurchaseChanges(unpooled);
  }
}
