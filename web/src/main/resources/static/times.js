// Shows instants in the viewer's time zone, which each names: a page may be printed, or read out to support. Pages that change themselves announce it by "console:updated".
"use strict";
(() => {
  const language = document.documentElement.lang || undefined;
  const days = {year: "numeric", month: "short", day: "numeric"};
  const parts = {...days, hour: "numeric", minute: "2-digit", timeZoneName: "short"};
  const kinds = {
    full: parts,
    precise: {...parts, second: "2-digit"},
    // In lists the day is enough, and the rest where it is pointed at.
    day: days,
    // What has no time of day, as a document has none, is the same day everywhere.
    date: {...days, timeZone: "UTC"},
    // Where the day stands above, the time of day is enough.
    clock: {hour: "numeric", minute: "2-digit", second: "2-digit"}
  };
  // Each is made when it is first needed: it takes a browser as long as a small page.
  const made = {};
  const format = (kind, instant) => (made[kind] ??= new Intl.DateTimeFormat(language, kinds[kind])).format(instant);
  // What is shown where a time is pointed at: nothing moves by it, so it need not be there before the page is.
  const explain = titles => {
    for (const [time, kind, instant] of titles) time.title = format(kind, instant);
  };
  const localize = () => {
    const titles = [];
    for (const time of document.querySelectorAll("time[datetime]:not([data-zone])")) {
      const instant = new Date(time.dateTime);
      if (Number.isNaN(instant.getTime())) continue;
      const of = time.dataset;
      if (!time.dateTime.includes("T")) {
        time.textContent = format("date", instant);
        of.zone = "none";
        continue;
      }
      if ("day" in of) titles.push([time, "full", instant]);
      else if ("ago" in of || "clock" in of) titles.push([time, "precise", instant]);
      else time.title = time.textContent;
      // How long ago it is was written by the console, in the language of the page.
      if (!("ago" in of)) {
        time.textContent = format("day" in of ? "day" : "clock" in of ? "clock" : "precise" in of ? "precise" : "full", instant);
      }
      of.zone = "viewer";
    }
    if (titles.length) requestAnimationFrame(() => setTimeout(explain, 0, titles));
  };
  // Coarse, and not announced: who listens to a page is not to hear each minute of it.
  const showLeft = () => {
    for (const left of document.querySelectorAll("[data-until]")) {
      const minutes = Math.floor((new Date(left.dataset.until) - Date.now()) / 60_000);
      left.hidden = Number.isNaN(minutes);
      left.querySelector("dd").textContent = minutes > 1
        ? left.dataset.many.replace("{0}", minutes)
        : minutes === 1 ? left.dataset.one : left.dataset.none;
    }
  };
  const show = () => {
    localize();
    showLeft();
  };
  show();
  setInterval(showLeft, 10_000);
  document.addEventListener("console:updated", show);
})();
