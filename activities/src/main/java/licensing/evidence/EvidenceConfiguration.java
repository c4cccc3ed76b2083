package licensing.evidence;

import licensing.db.PurchaseJournal;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The journal of purchases, and the evidence that it leaves. */
@Configuration(proxyBeanMethods = false)
@Import({PurchaseJournal.class, EvidenceStore.class, EvidenceChains.class})
public class EvidenceConfiguration {}
