package licensing.web.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.evidence.EvidenceChains.EvidenceReport;
import licensing.evidence.EvidenceDocument;
import licensing.evidence.EvidenceDocument.SupportAction;
import licensing.evidence.EvidenceStore.Entry;
import licensing.reading.UserNames;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What is kept of a purchase that has ended, whatever Temporal still remembers of it. */
@Controller
@RequestMapping("/support/purchases/{id}/evidence")
class EvidencePage {

  private final SupportPages pages;
  private final EvidenceChains chains;
  private final UserNames names;

  EvidencePage(SupportPages pages, EvidenceChains chains, UserNames names) {
    this.pages = pages;
    this.chains = chains;
    this.names = names;
  }

  @GetMapping
  ModelAndView show(@PathVariable String id) {
    var supported = pages.find(id);
    var subscription = supported.purchase().subscription();
    return new ModelAndView("support/evidence")
        .addObject("supported", supported)
        .addObject("evidence", KeptEvidence.of(chains.of(subscription.purchase()), names))
        .addObject("check", ChainCheck.of(chains, subscription.buyer().organization()));
  }

  /** The very bytes that were hashed. */
  @GetMapping("/{edition}")
  ResponseEntity<byte[]> document(@PathVariable String id, @PathVariable String edition) {
    var purchase = pages.find(id).purchase().subscription().purchase();
    return chains.of(purchase).stream()
        .filter(entry -> Integer.toString(entry.edition()).equals(edition))
        .findFirst()
        .map(EvidencePage::download)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ResponseEntity<byte[]> download(Entry entry) {
    var file = "evidence-%s-%d.json".formatted(entry.purchase(), entry.edition());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(file).build().toString())
        .body(entry.document().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The evidence of one purchase.
   *
   * @param editions the newest first
   * @param document what the newest says; null where there is none, or none that can be read
   * @param names of those who acted, as they are called now
   */
  record KeptEvidence(
      List<Entry> editions, @Nullable EvidenceDocument document, Map<UUID, String> names) {

    static KeptEvidence of(List<Entry> entries, UserNames names) {
      var editions = entries.reversed();
      var document =
          editions.stream().findFirst().flatMap(newest -> EvidenceDocument.read(newest.document()));
      var acted =
          document.stream()
              .flatMap(it -> it.supportActions().stream())
              .map(SupportAction::operatorId)
              .filter(Objects::nonNull)
              .toList();
      return new KeptEvidence(editions, document.orElse(null), names.of(acted));
    }

    /** By the name of now. A document from before ids were kept has one of its own. */
    public @Nullable String who(SupportAction action) {
      return action.operatorId() == null
          ? action.operator()
          : names.getOrDefault(action.operatorId(), action.operatorId().toString());
    }
  }

  /**
   * Whether the chain of an organization is what was written.
   *
   * @param problems the first of them
   */
  record ChainCheck(EvidenceReport report, List<EvidenceProblem> problems) {

    private static final int SHOWN = 20;

    static ChainCheck of(EvidenceChains chains, OrganizationId organization) {
      var first = new ArrayList<EvidenceProblem>();
      var report =
          chains.verify(
              organization,
              problem -> {
                if (first.size() < SHOWN) {
                  first.add(problem);
                }
              });
      return new ChainCheck(report, first);
    }
  }
}
