package licensing.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.web.admin.AdminActions.Kind;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import licensing.web.support.TypedText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The terms: what is in force, and its next version, seen as buyers will before it is published.
 */
@Controller
@RequestMapping(TermsPage.ADDRESS)
class TermsPage {

  static final String ADDRESS = "/admin/terms";

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private final PublishedTerms published;
  private final Publication publication;

  TermsPage(PublishedTerms published, Publication publication) {
    this.published = published;
    this.publication = publication;
  }

  @GetMapping
  ModelAndView show() {
    var current = current();
    return page(
        current,
        new NextTerms(
            current.getFirst().version().value(),
            NextTerms.text(current.getFirst()),
            NextTerms.text(current.getLast()),
            "",
            ""),
        null,
        HttpStatus.OK);
  }

  @PostMapping
  ModelAndView send(@ModelAttribute NextTerms form, @AuthenticationPrincipal ConsoleUser user) {
    var current = current();
    if ("edit".equals(form.step())) {
      return page(current, form, null, HttpStatus.OK);
    }
    var problem = form.problem(current);
    if (problem.isEmpty() && "publish".equals(form.step())) {
      problem = publication.publish(user, current, form.terms(), form.reason());
      if (problem.isEmpty()) {
        return SeeOther.at(ADDRESS + "?done=published");
      }
    }
    return problem
        .map(why -> page(current(), form, why, HttpStatus.UNPROCESSABLE_CONTENT))
        .orElseGet(
            () -> page(current, form, null, HttpStatus.OK).addObject("preview", form.terms()));
  }

  private List<Terms> current() {
    return LANGUAGES.stream().map(published::current).toList();
  }

  private static ModelAndView page(
      List<Terms> current, NextTerms form, @Nullable AdminProblem problem, HttpStatus status) {
    var page =
        new ModelAndView("admin/terms", status)
            .addObject("current", current)
            .addObject("form", form)
            .addObject("problem", problem)
            .addObject("longest", AdminActions.LONGEST_REASON);
    // What was right is still shown as it would be: a reason alone may be missing.
    return problem == AdminProblem.REASON_MISSING ? page.addObject("preview", form.terms()) : page;
  }

  /**
   * As it was sent. Of each text the paragraphs are the notes, the first line of one its heading.
   *
   * @param shown the version that was in force on the page
   */
  record NextTerms(
      @Nullable Integer shown,
      @Nullable String en,
      @Nullable String zh,
      @Nullable String reason,
      @Nullable String step) {

    private static final int LONGEST_TEXT = 20_000;

    static String text(Terms terms) {
      return terms.notes().stream()
          .map(note -> note.heading() + "\n" + note.text())
          .collect(Collectors.joining("\n\n"));
    }

    Optional<AdminProblem> problem(List<Terms> current) {
      if (shown == null || shown != current.getFirst().version().value()) {
        return Optional.of(AdminProblem.CHANGED_MEANWHILE);
      }
      var next = terms();
      boolean complete =
          next.stream().allMatch(NextTerms::isComplete)
              && next.getFirst().notes().size() == next.getLast().notes().size();
      if (!complete) {
        return Optional.of(AdminProblem.TERMS_INCOMPLETE);
      }
      return hashes(next).equals(hashes(current))
          ? Optional.of(AdminProblem.NOTHING_CHANGED)
          : Optional.empty();
    }

    List<Terms> terms() {
      var version = new Terms.Version(Objects.requireNonNullElse(shown, 0) + 1);
      return List.of(
          new Terms(version, LANGUAGES.getFirst().toLanguageTag(), notes(en)),
          new Terms(version, LANGUAGES.getLast().toLanguageTag(), notes(zh)));
    }

    static String hashes(List<Terms> terms) {
      return terms.stream()
          .map(each -> each.locale() + " " + each.textHash())
          .collect(Collectors.joining(", "));
    }

    private static boolean isComplete(Terms terms) {
      return !terms.notes().isEmpty()
          && text(terms).length() <= LONGEST_TEXT
          && text(terms).chars().noneMatch(each -> Character.isISOControl(each) && each != '\n')
          && terms.notes().stream()
              .noneMatch(note -> note.heading().isBlank() || note.text().isBlank());
    }

    private static List<Terms.Note> notes(@Nullable String typed) {
      List<Terms.Note> notes = new ArrayList<>();
      for (String paragraph : TypedText.of(typed).split("\n\\s*\n")) {
        String[] parts = paragraph.strip().split("\n", 2);
        notes.add(new Terms.Note(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip()));
      }
      return notes;
    }
  }

  /** Adds the next version; those before it stay as they are. */
  @Component
  static class Publication {

    private final JdbcClient jdbc;
    private final AdminActions actions;

    Publication(JdbcClient jdbc, AdminActions actions) {
      this.jdbc = jdbc;
      this.actions = actions;
    }

    /**
     * Empty where it is done.
     *
     * @param before what was in force where it was read
     */
    @Transactional
    public Optional<AdminProblem> publish(
        ConsoleUser operator, List<Terms> before, List<Terms> next, @Nullable String typedReason) {
      var reason = AdminActions.reason(typedReason);
      if (reason.isEmpty()) {
        return Optional.of(AdminProblem.REASON_MISSING);
      }
      // It also keeps two from publishing at once.
      if (!actions.isAdmin(operator.id())) {
        return Optional.of(AdminProblem.NOT_ADMIN);
      }
      int newest = jdbc.sql("select max(version) from terms_notes").query(Integer.class).single();
      if (newest != before.getFirst().version().value()) {
        return Optional.of(AdminProblem.CHANGED_MEANWHILE);
      }
      next.forEach(this::add);
      actions.add(
          operator.id(),
          Kind.PUBLISH_TERMS,
          "version " + next.getFirst().version().value(),
          NextTerms.hashes(before),
          NextTerms.hashes(next),
          reason.get());
      return Optional.empty();
    }

    private void add(Terms terms) {
      for (int i = 0; i < terms.notes().size(); i++) {
        jdbc.sql(
                """
                insert into terms_notes (version, locale, position, heading, body)
                values (?, ?, ?, ?, ?)""")
            .params(
                terms.version().value(),
                terms.locale(),
                i + 1,
                terms.notes().get(i).heading(),
                terms.notes().get(i).text())
            .update();
      }
    }
  }
}
