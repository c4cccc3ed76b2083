package licensing.web.admin;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import licensing.db.Columns;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.web.admin.AdminActions.Kind;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Offers: what is sold, its next version as buyers will see it, and the end of its sale. */
@Controller
@RequestMapping(OfferPages.ADDRESS)
class OfferPages {

  static final String ADDRESS = "/admin/offers";

  private final OfferVersions versions;
  private final Clock clock;

  OfferPages(OfferVersions versions, Clock clock) {
    this.versions = versions;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list() {
    return new ModelAndView("admin/offers").addObject("versions", versions.all());
  }

  @GetMapping("/{kind}")
  ModelAndView show(@PathVariable String kind) {
    var current = current(kind);
    return page(current, NextOffer.of(current), null, HttpStatus.OK);
  }

  @PostMapping("/{kind}")
  ModelAndView send(
      @PathVariable String kind,
      @ModelAttribute NextOffer form,
      @AuthenticationPrincipal ConsoleUser user) {
    var current = current(kind);
    boolean withdraw = "withdraw".equals(form.step());
    var next = withdraw ? Optional.of(current.offer()) : form.offer(current.offer().kind());
    var problem = problem(current, form, next, withdraw);
    if (problem.isEmpty() && !"preview".equals(form.step())) {
      problem = versions.publish(user, current, next.orElseThrow(), withdraw, form.reason());
      if (problem.isEmpty()) {
        return SeeOther.at(ADDRESS + "?done=" + (withdraw ? "withdrawn" : "published"));
      }
    }
    var status = problem.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    var page = page(current(kind), form, problem.orElse(null), status);
    // A reason alone may be missing: what was right is still shown as it would be.
    return next.isPresent()
            && !withdraw
            && (problem.isEmpty() || problem.get() == AdminProblem.REASON_MISSING)
        ? page.addObject("preview", next.get())
            .addObject("period", License.Period.starting(clock.instant(), next.get().periodDays()))
        : page;
  }

  private static Optional<AdminProblem> problem(
      OfferVersion current, NextOffer form, Optional<Offer> next, boolean withdraw) {
    if (!Objects.equals(form.shown(), current.version())) {
      return Optional.of(AdminProblem.CHANGED_MEANWHILE);
    }
    if (next.isEmpty()) {
      return Optional.of(AdminProblem.OFFER_WRONG);
    }
    boolean same = next.get().equals(current.offer()) && withdraw == current.withdrawn();
    return same ? Optional.of(AdminProblem.NOTHING_CHANGED) : Optional.empty();
  }

  private OfferVersion current(String kind) {
    return versions
        .current(kind)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ModelAndView page(
      OfferVersion current, NextOffer form, @Nullable AdminProblem problem, HttpStatus status) {
    return new ModelAndView("admin/offer", status)
        .addObject("current", current)
        .addObject("form", form)
        .addObject("problem", problem)
        .addObject("longest", AdminActions.LONGEST_REASON);
  }

  /**
   * As it was sent.
   *
   * @param shown the version that was the newest on the page
   */
  record NextOffer(
      @Nullable Integer shown,
      @Nullable String price,
      @Nullable String currency,
      @Nullable String days,
      @Nullable String minimum,
      @Nullable String maximum,
      @Nullable String autoRenewal,
      @Nullable String reason,
      @Nullable String step) {

    static NextOffer of(OfferVersion current) {
      Offer offer = current.offer();
      return new NextOffer(
          current.version(),
          offer.unitPrice().amount().toPlainString(),
          offer.unitPrice().currency().getCurrencyCode(),
          Integer.toString(offer.periodDays()),
          Integer.toString(offer.minimumQuantity()),
          Integer.toString(offer.maximumQuantity()),
          offer.autoRenewalSelectable() ? "true" : null,
          "",
          "");
    }

    /** Empty where it is none that could be sold. */
    Optional<Offer> offer(Offer.Kind kind) {
      try {
        Money unitPrice = money();
        return unitPrice.amount().signum() == 0
            ? Optional.empty()
            : Optional.of(
                new Offer(
                    kind,
                    unitPrice,
                    whole(days),
                    whole(minimum),
                    whole(maximum),
                    "true".equals(autoRenewal)));
      } catch (IllegalArgumentException | ArithmeticException impossible) {
        return Optional.empty();
      }
    }

    private Money money() {
      return Money.of(
          new BigDecimal(matching(price, "\\d{1,9}(\\.\\d{1,3})?")),
          Currency.getInstance(matching(currency, "[A-Z]{3}")));
    }

    private static int whole(@Nullable String typed) {
      return Integer.parseInt(matching(typed, "\\d{1,5}"));
    }

    private static String matching(@Nullable String typed, String pattern) {
      String text = typed == null ? "" : typed.strip();
      if (!text.matches(pattern)) {
        throw new IllegalArgumentException("not " + pattern);
      }
      return text;
    }
  }

  /** Rows of offers. */
  @Component
  static class OfferVersions {

    private final JdbcClient jdbc;
    private final AdminActions actions;

    OfferVersions(JdbcClient jdbc, AdminActions actions) {
      this.jdbc = jdbc;
      this.actions = actions;
    }

    /** By kind, the newest first. */
    List<OfferVersion> all() {
      return list("from offer_versions order by kind, version desc limit 500");
    }

    Optional<OfferVersion> current(String kind) {
      return Arrays.stream(Offer.Kind.values())
          .filter(each -> segment(each).equals(kind))
          .findFirst()
          .flatMap(
              each -> list("from offers where kind = '" + each.name() + "'").stream().findFirst());
    }

    private List<OfferVersion> list(String from) {
      return jdbc.sql("select * " + from)
          .query(
              (row, number) ->
                  new OfferVersion(
                      new Columns(row).offer("kind"),
                      row.getInt("version"),
                      row.getBoolean("withdrawn")))
          .list();
    }

    /** Empty where it is done. Purchases that were subscribed to go on as they were agreed. */
    @Transactional
    public Optional<AdminProblem> publish(
        ConsoleUser operator,
        OfferVersion before,
        Offer next,
        boolean withdraw,
        @Nullable String typedReason) {
      var reason = AdminActions.reason(typedReason);
      if (reason.isEmpty()) {
        return Optional.of(AdminProblem.REASON_MISSING);
      }
      if (!actions.isAdmin(operator.id())) {
        return Optional.of(AdminProblem.NOT_ADMIN);
      }
      int changed =
          jdbc.sql(
                  """
                  update offers set version = version + 1, withdrawn = :withdrawn,
                    unit_price = :price, currency = :currency, period_days = :days,
                    minimum_quantity = :minimum, maximum_quantity = :maximum,
                    auto_renewal_selectable = :autoRenewal
                  where kind = :kind and version = :before""")
              .param("withdrawn", withdraw)
              .param("price", next.unitPrice().amount())
              .param("currency", next.unitPrice().currency().getCurrencyCode())
              .param("days", next.periodDays())
              .param("minimum", next.minimumQuantity())
              .param("maximum", next.maximumQuantity())
              .param("autoRenewal", next.autoRenewalSelectable())
              .param("kind", next.kind().name())
              .param("before", before.version())
              .update();
      if (changed == 0) {
        return Optional.of(AdminProblem.CHANGED_MEANWHILE);
      }
      var after = new OfferVersion(next, before.version() + 1, withdraw);
      actions.add(
          operator.id(),
          withdraw ? Kind.WITHDRAW_OFFER : Kind.PUBLISH_OFFER,
          next.kind().words() + " version " + after.version(),
          before.words(),
          after.words(),
          reason.get());
      return Optional.empty();
    }
  }

  private static String segment(Offer.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An offer as it is, or was, sold. */
  record OfferVersion(Offer offer, int version, boolean withdrawn) {

    public String segment() {
      return OfferPages.segment(offer.kind());
    }

    /** For the record. */
    String words() {
      return "%s, %d days, %d to %d, auto-renewal %s%s"
          .formatted(
              offer.unitPrice(),
              offer.periodDays(),
              offer.minimumQuantity(),
              offer.maximumQuantity(),
              offer.autoRenewalSelectable() ? "selectable" : "not selectable",
              withdrawn ? ", withdrawn" : "");
    }
  }
}
