// Tells once in each window that a payment was successful: read again, it would be taken for another.
"use strict";
(() => {
  const paid = document.getElementById("paid");
  if (!paid) return;
  try {
    if (sessionStorage.getItem("told") === paid.dataset.once) paid.hidden = true;
    sessionStorage.setItem("told", paid.dataset.once);
  } catch {
    // Where nothing may be kept, it is told for as long as it is news.
  }
})();
