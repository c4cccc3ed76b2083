package licensing.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import licensing.edge.BuyingRights;
import licensing.edge.DeclineLimit;
import licensing.edge.KeyReplacements;
import licensing.edge.Machines;
import licensing.edge.MailRequests;
import licensing.edge.SubmittedPayments;
import licensing.evidence.EvidenceChains;
import licensing.keys.LicenseSignatures;
import licensing.payment.braintree.PaymentForms;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformStatements;
import licensing.reading.AttentionList;
import licensing.reading.AuditFindings;
import licensing.reading.BulkRuns;
import licensing.reading.KeyedLicenses;
import licensing.reading.Offers;
import licensing.reading.OrganizationRecords;
import licensing.reading.OwnedLicenses;
import licensing.reading.Proposals;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseChanges;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseMails;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import licensing.reading.UserNames;
import licensing.reading.search.LicenseSearch;
import licensing.reading.search.PurchaseSearch;
import licensing.web.api.ApiKeys;
import licensing.web.billing.BillingDetails;
import licensing.web.oidc.ProviderLogin;
import licensing.web.process.BulkProcesses;
import licensing.web.process.PurchaseHistories;
import licensing.web.process.PurchaseProcesses;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The pages of a purchase behind the real doors, in front of no database and no Temporal. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(
    properties = {
      "forms.signing-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
      "console.base-url=http://localhost:8080",
      // All of these tests ask within a minute, and most of them as the same person.
      "pace.pages-a-minute=2000",
      "pace.exports-a-minute=50",
      "pace.decodings-a-minute=70",
      "pace.own-pages-a-minute=3000"
    },
    includeFilters =
        @Filter(
            type = FilterType.REGEX,
            pattern =
                "licensing\\.web\\.(ConsoleSettings|Menu|Templates|(api|security|language|errors|progress|purchase|payment"
                    + "|licenses|notification|relay|support)\\..*)"),
    excludeFilters =
        @Filter(
            type = FilterType.REGEX,
            pattern =
                "licensing\\.web\\.(home|login|account|oidc|admin|organization|validation|webhook)\\..*"))
@Import(PageFixtures.Beans.class)
@MockitoBean(
    types = {
      ApiKeys.class,
      AttentionList.class,
      AuditFindings.class,
      BillingDetails.class,
      BulkProcesses.class,
      BulkRuns.class,
      BuyingRights.class,
      EvidenceChains.class,
      KeyReplacements.class,
      KeyedLicenses.class,
      LicenseSearch.class,
      LicenseSignatures.class,
      Machines.class,
      MailRequests.class,
      Offers.class,
      OrganizationRecords.class,
      OwnedLicenses.class,
      Proposals.class,
      ProviderLogin.class,
      PublishedTerms.class,
      PurchaseDocuments.class,
      PurchaseChanges.class,
      PurchaseFigures.class,
      PurchaseMails.class,
      PurchaseRecords.class,
      PurchaseSearch.class,
      PaymentForms.class,
      DeclineLimit.class,
      SubmittedPayments.class,
      PlatformNotifications.class,
      PlatformStatements.class,
      PurchaseHistories.class,
      PurchaseProcesses.class,
      Timelines.class,
      UserNames.class
    })
public @interface PagesTest {}
