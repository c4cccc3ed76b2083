package licensing.web.support;

import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import licensing.edge.DeclineLimit;
import licensing.edge.MailRequests;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;
import licensing.reading.AuditFindings;
import licensing.reading.Proposals;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseMails;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import licensing.web.support.FindingsPage.FindingViews;
import licensing.web.support.timeline.Timeline;
import licensing.web.support.timeline.TimelineService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The pages of one purchase, from which nothing but a mail is sent. */
@Controller
@RequestMapping("/support/purchases")
class SupportPages {

  private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

  private static final String TIMELINE_ALONE =
      "support/parts :: timeline(timeline=${timeline}, id=${supported.id})";

  private final PurchaseRecords records;
  private final Timelines timelines;
  private final Proposals proposals;
  private final TemporalPages temporal;
  private final TimelineService story;
  private final FindingViews views;
  private final AuditFindings findings;
  private final DeclineLimit declines;
  private final PurchaseDocuments documents;
  private final PurchaseMails mails;
  private final MailRequests mailRequests;

  SupportPages(
      PurchaseRecords records,
      Timelines timelines,
      Proposals proposals,
      TemporalPages temporal,
      TimelineService story,
      FindingViews views,
      AuditFindings findings,
      DeclineLimit declines,
      PurchaseDocuments documents,
      PurchaseMails mails,
      MailRequests mailRequests) {
    this.records = records;
    this.timelines = timelines;
    this.proposals = proposals;
    this.temporal = temporal;
    this.story = story;
    this.views = views;
    this.findings = findings;
    this.declines = declines;
    this.documents = documents;
    this.mails = mails;
    this.mailRequests = mailRequests;
  }

  /**
   * @param done the version that the reader just acted from, as the redirection after it says
   */
  @GetMapping("/{id}")
  ModelAndView show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) MailRequests.@Nullable Answer mailed,
      @AuthenticationPrincipal ConsoleUser user) {
    var supported = find(id);
    return page(supported, HttpStatus.OK)
        .addObject("done", told(supported, done, user))
        .addObject("mailed", mailed);
  }

  /** The mail of its license, to the buyer. */
  @PostMapping("/{id}/mails")
  ModelAndView mailAgain(@PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    PurchaseId purchase = find(id).purchase().id();
    return SeeOther.at(
        "/support/purchases/%s?mailed=%s"
            .formatted(purchase, mailRequests.again(purchase, user.id())));
  }

  /** Null where nothing was done, whatever the address says, or where it was a while ago. */
  private @Nullable String told(
      SupportedPurchase supported, @Nullable String done, ConsoleUser user) {
    return done == null || !VERSION.matcher(done).matches()
        ? null
        : timelines
            .justDone(supported.purchase().id(), user.id(), Long.parseLong(done))
            .map(SupportPages::told)
            .orElse(null);
  }

  /** Key of the message that says what was done. */
  private static String told(String words) {
    if (words.startsWith(SupportCommand.PROPOSE)) {
      return "support.proposed";
    }
    if (words.startsWith(SupportCommand.WITHDRAW)) {
      return "support.withdrawn";
    }
    return Arrays.stream(SupportCommand.Action.values())
        .filter(action -> words.startsWith(action.words()))
        .findFirst()
        .map(action -> "support.done." + action)
        .orElse("support.done");
  }

  /** With all that is recorded of it. */
  ModelAndView page(SupportedPurchase supported, HttpStatus status) {
    PurchaseId purchase = supported.purchase().id();
    Timeline timeline = story.recorded(purchase);
    return new ModelAndView("support/purchase", status)
        .addObject("supported", supported)
        .addObject("closedUntil", closedUntil(supported))
        .addObject("timeline", timeline)
        .addObject("payment", timeline.payment())
        .addObject("documents", documents.of(purchase))
        .addObject("mails", mails.of(purchase))
        .addObject("mailsOffered", mailRequests.isOffered())
        .addObject("findings", views.of(findings.of(purchase)));
  }

  /**
   * The whole story, for which others than the database are asked: so on a page of its own, from
   * which the page of the purchase takes it when it comes.
   *
   * @param alone whether nothing else of the page is wanted
   */
  @GetMapping("/{id}/timeline")
  ModelAndView timeline(
      @PathVariable String id, @RequestParam(defaultValue = "false") boolean alone) {
    var supported = find(id);
    return new ModelAndView(alone ? TIMELINE_ALONE : "support/timeline")
        .addObject("supported", supported)
        .addObject("timeline", story.whole(supported.purchase().id()));
  }

  /** Null where a card is taken, or none is waited for. */
  private @Nullable Instant closedUntil(SupportedPurchase supported) {
    var purchase = supported.purchase();
    return purchase.progress().isOpen() ? declines.closedUntil(purchase.id()).orElse(null) : null;
  }

  SupportedPurchase find(String id) {
    return PurchaseId.parse(id)
        .flatMap(records::forSupport)
        .map(this::supported)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private SupportedPurchase supported(PurchaseRecord found) {
    return SupportedPurchase.of(
        found, timelines.latePayments(found.id()), proposals.of(found.id()), temporal);
  }
}
