package licensing.web.licenses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import licensing.edge.KeyReplacements;
import licensing.edge.Machines;
import licensing.edge.MailRequests;
import licensing.keys.LicenseSignatures;
import licensing.license.License;
import licensing.purchase.PurchaseId;
import licensing.reading.KeyedLicenses;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseRecords;
import licensing.terms.Terms;
import licensing.web.ConsoleSettings;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import licensing.web.validation.LicenseFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A license of the user's organization: its key, where it is in use, its file, and its order. */
@Controller
@RequestMapping("/licenses/{id:[-0-9a-f]+}")
class LicensePage {

  private static final Logger log = LoggerFactory.getLogger(LicensePage.class);

  private final OwnedLicenses owned;
  private final KeyedLicenses keyed;
  private final Machines machines;
  private final KeyReplacements replacements;
  private final LicenseSignatures signatures;
  private final PurchaseRecords purchases;
  private final PublishedTerms terms;
  private final PurchaseDocuments documents;
  private final MailRequests mails;
  private final ConsoleSettings settings;

  LicensePage(
      OwnedLicenses owned,
      KeyedLicenses keyed,
      Machines machines,
      KeyReplacements replacements,
      LicenseSignatures signatures,
      PurchaseRecords purchases,
      PublishedTerms terms,
      PurchaseDocuments documents,
      MailRequests mails,
      ConsoleSettings settings) {
    this.owned = owned;
    this.keyed = keyed;
    this.machines = machines;
    this.replacements = replacements;
    this.signatures = signatures;
    this.purchases = purchases;
    this.terms = terms;
    this.documents = documents;
    this.mails = mails;
    this.settings = settings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String id,
      @RequestParam(required = false) MailRequests.@Nullable Answer mailed,
      @AuthenticationPrincipal ConsoleUser user) {
    PurchaseId purchase = parse(id);
    OwnedLicense license =
        owned.of(purchase, user.organization()).orElseThrow(LicensePage::nowhere);
    return new ModelAndView("licenses/license")
        .addObject("owned", license)
        .addObject("machines", machines.of(purchase))
        .addObject("documents", documents.of(purchase))
        .addObject("terms", consentedTo(purchase, user))
        .addObject("mailed", mailed)
        .addObject("mails", mails.isOffered() && license.state().isWorking())
        .addObject("checked", signatures.areMade())
        .addObject("address", settings.baseUrl().resolve("/").toString())
        .addObject(
            "publicKey", signatures.areMade() ? signatures.publicKeys().getFirst().hex() : "");
  }

  private @Nullable Terms consentedTo(PurchaseId purchase, ConsoleUser user) {
    return purchases
        .of(purchase, user.organization())
        .flatMap(bought -> terms.consentedTo(bought.subscription().consent()))
        .orElse(null);
  }

  /**
   * The license's file.
   *
   * @param plain whether everybody may read it; else it is encrypted with the license's key
   */
  @GetMapping("/file")
  ResponseEntity<byte[]> download(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean plain,
      @AuthenticationPrincipal ConsoleUser user) {
    KeyedLicense license = find(id, user);
    if (!signatures.areMade() || license.state() == State.SUSPENDED) {
      throw nowhere();
    }
    return file(license, plain, signatures);
  }

  /** The same wherever it is asked for. */
  static ResponseEntity<byte[]> file(
      KeyedLicense license, boolean plain, LicenseSignatures signatures) {
    String name = license.license().key().value() + (plain ? ".plain.lic" : ".lic");
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(LicenseFile.of(license, !plain, signatures).text().getBytes(US_ASCII));
  }

  /** A second click finds the place free already. */
  @PostMapping("/release")
  ModelAndView release(
      @PathVariable String id,
      @RequestParam UUID machine,
      @AuthenticationPrincipal ConsoleUser user) {
    PurchaseId purchase = find(id, user).license().purchase();
    if (machines.release(purchase, machine.toString())) {
      log.info("machine {} of license {} released by user {}", machine, purchase, user.id());
    }
    return SeeOther.at("/licenses/" + purchase + "?released");
  }

  /**
   * Gives the license another key. A second click, or another person's, finds it done.
   *
   * @param key the one that is to be replaced
   */
  @PostMapping("/replace-key")
  ModelAndView replaceKey(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String key,
      @AuthenticationPrincipal ConsoleUser user) {
    License license = find(id, user).license();
    if (license.key().value().equals(key) && replacements.replace(license, user.id())) {
      log.info("key of license {} replaced by user {}", license.purchase(), user.id());
    }
    return SeeOther.at("/licenses/" + license.purchase() + "?replaced");
  }

  /** With its key and its receipt, to the organization's address or else to the buyer's. */
  @PostMapping("/mails")
  ModelAndView mailAgain(@PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    PurchaseId purchase = find(id, user).license().purchase();
    MailRequests.Answer answer = mails.again(purchase, user.id());
    log.info("mail of license {} asked for by user {}: {}", purchase, user.id(), answer);
    return SeeOther.at("/licenses/" + purchase + "?mailed=" + answer);
  }

  private KeyedLicense find(String id, ConsoleUser user) {
    return keyed.of(parse(id), user.organization()).orElseThrow(LicensePage::nowhere);
  }

  private static PurchaseId parse(String id) {
    return PurchaseId.parse(id).orElseThrow(LicensePage::nowhere);
  }

  private static ResponseStatusException nowhere() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
