// Tells once in each window that a payment was successful: read again, it would be taken for another.
"use strict";
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
