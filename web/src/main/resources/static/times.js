// Tells the console in which time zone its reader is, and goes on counting the time that is left. Pages that change themselves announce it by "console:updated".
"use strict";
(() => {
  // Once the page is shown, since a browser takes a while to look its zone up: what is told is read from the next page on, and the first that anybody sees has no times.
  addEventListener("load", () => setTimeout(() => {
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
