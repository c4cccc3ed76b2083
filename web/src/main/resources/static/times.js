// Shows instants in the viewer's time zone. Pages that change themselves announce it by "console:updated".
"use strict";
(() => {
  const language = document.documentElement.lang || undefined;
  const format = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  const precise = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "medium"});
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const localize = () => {
    for (const time of document.querySelectorAll("time[datetime]:not([data-zone])")) {
      const instant = new Date(time.dateTime);
      if (Number.isNaN(instant.getTime())) continue;
      time.title = time.textContent;
      time.textContent = ("precise" in time.dataset ? precise : format).format(instant);
      time.dataset.zone = zone;
    }
  };
  localize();
  document.addEventListener("console:updated", localize);
})();
