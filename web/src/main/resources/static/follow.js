// Follows a purchase by server-sent events, and goes home the moment its license works.
"use strict";
(() => {
  const PAGES = ["/"];
  const region = document.getElementById("status");
  if (!region || !region.dataset.events) return;

  // A request that is cut off because the page is left must not call it back.
  let leaving = false;
  addEventListener("beforeunload", () => { leaving = true; });
  const showAnew = () => {
    if (!leaving) location.replace(location.pathname + "?following=yes");
  };

  const goHome = address => {
    if (PAGES.includes(address)) location.replace(address);
  };

  const replaceRegion = async () => {
    const answer = await fetch(location.pathname, {credentials: "same-origin", redirect: "error"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("status");
    if (!answer.ok || !fresh) throw new Error("not the page that was followed");
    const focused = region.contains(document.activeElement);
    region.replaceChildren(...fresh.childNodes);
    // What one sees of a window behind others is its title.
    document.title = page.title;
    if (focused) document.getElementById("state").focus();
    region.dataset.status = fresh.dataset.status;
    // The news that leads home may be on its way still.
    if (!fresh.dataset.events && !fresh.dataset.status.startsWith("LICENSED")) events.close();
    document.dispatchEvent(new Event("console:updated"));
  };

  const changed = status => {
    if (status === region.dataset.status) return;
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
    shown.textContent = instant.slice(0, 16).replace("T", " ") + " UTC";
    delete shown.dataset.zone;
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
