// What pages share, in one file: a browser that has none of it yet is asked to fetch one. What a page lacks, it does nothing about.
"use strict";

// The answer to a form has the address of the page that the form belongs to: its own takes forms alone.
(() => {
  const page = document.querySelector("meta[name=form-of]");
  if (page) history.replaceState(null, "", page.content);
})();

// Tells the console in which time zone its reader is, and goes on counting the time that is left. Pages that change themselves announce it by "console:updated".
(() => {
  // Once the page is shown, since a browser takes a while to look its zone up: what is told is read from the next page on, and the first that anybody sees has no times.
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  addEventListener("load", () => whenIdle(() => {
    const secure = location.protocol === "https:";
    const zone = (secure ? "__Host-zone=" : "zone=") + Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!document.cookie.split("; ").includes(zone)) {
      document.cookie = `${zone}; path=/; max-age=31536000; samesite=lax${secure ? "; secure" : ""}`;
    }
  }));
  const showLeft = () => {
    for (const left of document.querySelectorAll("[data-until]")) {
      const minutes = Math.floor((new Date(left.dataset.until) - Date.now()) / 60_000);
      left.querySelector("dd").textContent = minutes > 1
        ? left.dataset.many.replace("{0}", minutes)
        : minutes === 1 ? left.dataset.one : left.dataset.none;
    }
  };
  setInterval(showLeft, 10_000);
  document.addEventListener("console:updated", showLeft);
})();

// What every page has: menus that close by themselves, fields that stay filled in when the language changes, and buttons that copy.
(() => {
  const menus = () => document.querySelectorAll("details[name=menu][open]");
  const closeAll = but => menus().forEach(menu => { if (menu !== but) menu.open = false; });

  document.addEventListener("click", event => closeAll(event.target.closest("details[name=menu]")));
  document.addEventListener("focusin", event => closeAll(event.target.closest("details[name=menu]")));
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });

  // A bar again where the window became wide meanwhile, as when a tablet is turned.
  matchMedia("(min-width: 60rem)").addEventListener("change", () => {
    const menu = document.querySelector("#menu:popover-open");
    if (menu) menu.hidePopover();
  });

  // What is typed has no place in an address, and what is secret is typed anew.
  const TYPED = "typed";
  const isMark = field => field.type === "checkbox" || field.type === "radio";
  const fields = () => [...document.querySelectorAll("main form :is(input, select, textarea)")]
    .filter(field => !field.hidden && !["hidden", "password", "button"].includes(field.type) && field.autocomplete !== "one-time-code");
  const nameOf = field => [field.form.getAttribute("action"), field.name, isMark(field) ? field.value : ""].join(" ");
  const valueOf = field => isMark(field) ? field.checked : field.value;
  const keepTyped = page => {
    const typed = fields().map(field => [nameOf(field), valueOf(field)]);
    try {
      sessionStorage.setItem(TYPED, JSON.stringify({page, typed}));
    } catch {
      // Where nothing may be kept, all of it is typed anew.
    }
  };
  const fillIn = ({page, typed}) => {
    if (page !== location.pathname) return;
    const values = new Map(typed);
    for (const field of fields()) {
      const value = values.get(nameOf(field));
      if (value === undefined || value === valueOf(field)) continue;
      if (isMark(field)) field.checked = value;
      else field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }
  };
  document.addEventListener("click", event => {
    const other = event.target.closest(".languages a");
    if (other) keepTyped(other.pathname);
  });
  const takeTyped = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(TYPED));
      sessionStorage.removeItem(TYPED);
      return kept;
    } catch {
      // Nothing was kept.
      return null;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    // Other pages need not wait for the storage.
    const kept = new URLSearchParams(location.search).has("language") ? takeTyped() : null;
    if (kept) fillIn(kept);
  });

  // Kept from pages that are neither encrypted nor local.
  const hideCopies = () => {
    if (!navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach(button => { button.hidden = true; });
  };
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const words = button.querySelector("span");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    if (button.dataset.words) return;
    button.dataset.words = words.textContent;
    words.setAttribute("role", "status");
    words.textContent = button.dataset.done;
    setTimeout(() => {
      words.removeAttribute("role");
      words.textContent = button.dataset.words;
      delete button.dataset.words;
    }, 2000);
  });
  hideCopies();
  document.addEventListener("console:updated", hideCopies);
})();

// Tells a page what changes, by server-sent events. Over HTTP/1.1 a browser has six connections to a host for all its pages
// together, so a page that is not in sight holds none, and of those in sight only the first: the others ask now and then.
(() => {
  const STREAMS = ["events-1", "events-2"];
  // Milliseconds: between two questions, and until what comes together has come.
  const ASK_AGAIN = 3000;
  const TOGETHER = 200;

  // Gives what frees it again, or null where other pages have them all.
  const taken = name => new Promise(done => {
    navigator.locks.request(name, {ifAvailable: true}, lock => lock ? new Promise(done) : done(null)).catch(() => done(null));
  });
  const oneOfTheStreams = async () => {
    // Kept from pages that are neither encrypted nor local.
    if (!navigator.locks) return () => {};
    for (const name of STREAMS) {
      const free = await taken(name);
      if (free) return free;
    }
    return null;
  };

  // Calls told[name] with the data of each event, and refused where the console tells no more.
  window.followEvents = (address, told, refused) => {
    let over = false;
    let waiting = false;
    let source = null;
    let free = null;
    let timer = 0;

    const rest = () => {
      clearTimeout(timer);
      source?.close();
      source = null;
      free?.();
      free = null;
    };
    const askLater = () => {
      rest();
      timer = setTimeout(attend, ASK_AGAIN);
    };
    const heard = () => {
      if (free || timer) return;
      timer = setTimeout(askLater, TOGETHER);
    };
    const listen = () => {
      const opened = new EventSource(address);
      for (const [name, tell] of Object.entries(told)) {
        opened.addEventListener(name, event => {
          heard();
          tell(event.data);
        });
      }
      opened.addEventListener("error", () => {
        if (source !== opened || opened.readyState !== EventSource.CLOSED) return;
        close();
        refused();
      });
      return opened;
    };
    const attend = async () => {
      if (over || waiting || source || document.hidden) return;
      clearTimeout(timer);
      timer = 0;
      waiting = true;
      const got = await oneOfTheStreams();
      waiting = false;
      if (over || document.hidden) {
        got?.();
        return;
      }
      free = got;
      source = listen();
    };
    const close = () => {
      over = true;
      rest();
    };
    document.addEventListener("visibilitychange", () => document.hidden ? rest() : attend());
    addEventListener("pagehide", close);
    attend();
    return {close};
  };
})();

// Follows a purchase, or those that are open, by server-sent events. From a purchase it goes home the moment its license works.
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

// Tells once in each window that a payment was successful: read again, it would be taken for another.
(() => {
  // It stays for as long as the page does, however often that is made anew.
  let told = "";
  const tell = () => {
    const paid = document.getElementById("paid");
    if (!paid || paid.dataset.once === told) return;
    try {
      if (sessionStorage.getItem("told") === paid.dataset.once) paid.hidden = true;
      else told = paid.dataset.once;
      sessionStorage.setItem("told", paid.dataset.once);
    } catch {
      // Where nothing may be kept, it is told for as long as it is news.
    }
  };
  tell();
  document.addEventListener("console:updated", tell);
})();
