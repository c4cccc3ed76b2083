// Follows a purchase, or those that are open, by server-sent events. From a purchase it goes home the moment its license works.
"use strict";
(() => {
  const PAGES = ["/"];
  const region = document.getElementById("status");
  if (!region || !region.dataset.events) return;
  // Whoever opens the page of a license stays there.
  const arrived = region.dataset.status.startsWith("LICENSED");
  const address = new URL(location.href);
  address.searchParams.delete("following");
  address.hash = "";

  // A request that is cut off because the page is left must not call it back. Whoever downloads a file leaves it as well,
  // and yet stays.
  const STILL_HERE = 5000;
  let leaving = false;
  let missed = null;
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => {
      leaving = false;
      if (missed !== null) changed(missed);
    }, STILL_HERE);
  });
  const showAnew = () => {
    if (leaving) return;
    const anew = new URL(address);
    if (!arrived) anew.searchParams.set("following", "yes");
    location.replace(anew);
  };

  const goHome = home => {
    if (arrived || !PAGES.includes(home)) return;
    leaving = true;
    location.replace(home);
  };

  // What is unfolded, or has the focus, still is where the same is shown again.
  const replaced = fresh => {
    const focused = region.contains(document.activeElement);
    const led = focused && document.activeElement.getAttribute("href");
    const folds = [...region.querySelectorAll("details.fold")].map(fold => fold.open);
    region.replaceChildren(...fresh.childNodes);
    region.querySelectorAll("details.fold").forEach((fold, nth) => { fold.open = folds[nth]; });
    if (!focused) return;
    const same = led && region.querySelector(`a[href="${CSS.escape(led)}"]`);
    (same || document.getElementById("state") || document.getElementById("content")).focus();
  };

  const replaceRegion = async () => {
    const answer = await fetch(address.pathname + address.search, {credentials: "same-origin", redirect: "error"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("status");
    if (!answer.ok || !fresh) throw new Error("not the page that was followed");
    replaced(fresh);
    // What one sees of a window behind others is its title.
    document.title = page.title;
    region.dataset.status = fresh.dataset.status;
    // Where nothing is open any more.
    if (!fresh.dataset.events) events.close();
    document.dispatchEvent(new Event("console:updated"));
  };

  const changed = status => {
    missed = leaving ? status : null;
    if (leaving || status === region.dataset.status) return;
    // The payment window loads other scripts with the next form, so it starts afresh.
    if (region.dataset.reload) location.reload();
    else replaceRegion().catch(showAnew);
  };

  // Alone: a card form that is being filled in stays as it is.
  const showDeadline = instant => {
    const shown = document.querySelector("#deadline time");
    if (!shown || shown.dateTime === instant) return;
    document.getElementById("left").dataset.until = instant;
    shown.dateTime = instant;
    shown.title = instant.slice(0, 16).replace("T", " ") + " UTC";
    shown.textContent = new Date(instant).toLocaleString(document.documentElement.lang,
      {year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short"});
    document.dispatchEvent(new Event("console:updated"));
  };

  // Refused for good, as after the end of a session: the page itself says why. A card form keeps what is typed in it
  // where Stop was pressed, or the console is away for a moment, as long as the page has nothing else to show.
  const refused = () => setTimeout(region.dataset.reload ? listenAgain : showAnew, 5000);
  let events;
  const listen = () => {
    events = window.followEvents(region.dataset.events, {status: changed, deadline: showDeadline, home: goHome}, refused);
  };
  const listenAgain = async () => {
    try {
      const answer = await fetch(location.pathname, {redirect: "manual"});
      if (answer.status >= 500) throw new Error("the console is away");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.getElementById("status")?.dataset.status === region.dataset.status) listen();
      else showAnew();
    } catch {
      setTimeout(listenAgain, 5000);
    }
  };
  listen();
  // In the first text of a page an alert is often not spoken, and a reload takes the focus away.
  if (region.dataset.reload) region.querySelector("[data-focus]")?.focus();
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();
