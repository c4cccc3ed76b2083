package licensing.web.support;

import java.nio.charset.StandardCharsets;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceChains;
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

  EvidencePage(SupportPages pages, EvidenceChains chains) {
    this.pages = pages;
    this.chains = chains;
  }

  @GetMapping
  ModelAndView show(@PathVariable String id) {
    var supported = pages.find(id);
    var subscription = supported.purchase().subscription();
    return new ModelAndView("support/evidence")
        .addObject("supported", supported)
        .addObject("evidence", KeptEvidence.of(chains.of(subscription.purchase())))
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
}
