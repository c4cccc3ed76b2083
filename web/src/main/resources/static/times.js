// Shows instants in the viewer's time zone, which each names: a page may be printed, or read out to support. Pages that change themselves announce it by "console:updated".
"use strict";
(() => {
  const language = document.documentElement.lang || undefined;
  const parts = {
    year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short"
  };
  const format = new Intl.DateTimeFormat(language, parts);
  const precise = new Intl.DateTimeFormat(language, {...parts, second: "2-digit"});
  // In lists the day is enough, and the rest where it is pointed at.
  const days = {year: "numeric", month: "short", day: "numeric"};
  const day = new Intl.DateTimeFormat(language, days);
  // What has no time of day, as a document has none, is the same day everywhere.
  const date = new Intl.DateTimeFormat(language, {...days, timeZone: "UTC"});
  // Where the day stands above, the time of day is enough.
  const clock = new Intl.DateTimeFormat(language, {hour: "numeric", minute: "2-digit", second: "2-digit"});
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const localize = () => {
    for (const time of document.querySelectorAll("time[datetime]:not([data-zone])")) {
      const instant = new Date(time.dateTime);
      if (Number.isNaN(instant.getTime())) continue;
      const of = time.dataset;
      if (!time.dateTime.includes("T")) {
        time.textContent = date.format(instant);
        of.zone = "none";
        continue;
      }
      time.title = "day" in of ? format.format(instant) : "ago" in of || "clock" in of ? precise.format(instant) : time.textContent;
      // How long ago it is was written by the console, in the language of the page.
      if (!("ago" in of)) {
        time.textContent = ("day" in of ? day : "clock" in of ? clock : "precise" in of ? precise : format).format(instant);
      }
      time.dataset.zone = zone;
    }
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
