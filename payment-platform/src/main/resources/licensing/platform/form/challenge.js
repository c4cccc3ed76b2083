// The bank's question in a frame of its own. The buyer's answer goes to the platform; the merchant's
// page is told only that there is one, or that the buyer left.
(function () {
  'use strict';

  var merchant = document.querySelector('meta[name="merchant-origin"]').content;
  var problem = document.getElementById('problem');
  var buttons = { pass: document.getElementById('pass'), fail: document.getElementById('fail') };
  var asked = null;

  function tell(type) {
    window.parent.postMessage({ source: 'challenge', type: type }, merchant);
  }

  function enable(enabled) {
    buttons.pass.disabled = !enabled;
    buttons.fail.disabled = !enabled;
  }

  function answer(passed) {
    enable(false);
    problem.hidden = true;
    var base = new URL(asked.token.clientApiUrl).pathname;
    var nonce = encodeURIComponent(asked.nonce);
    fetch(base + '/v1/payment_methods/' + nonce + '/three_d_secure/challenge', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      body: JSON.stringify({
        authorizationFingerprint: asked.token.authorizationFingerprint,
        passed: passed
      })
    })
      .then(function (response) {
        if (!response.ok) {
          throw new Error('refused');
        }
        tell('answered');
      })
      .catch(function () {
        problem.hidden = false;
        enable(true);
      });
  }

  window.addEventListener('message', function (event) {
    var ours = event.origin === merchant && event.source === window.parent;
    if (ours && event.data && event.data.type === 'ask') {
      asked = event.data;
      enable(true);
      buttons.pass.focus();
    }
  });
  buttons.pass.addEventListener('click', function () {
    answer(true);
  });
  buttons.fail.addEventListener('click', function () {
    answer(false);
  });
  document.getElementById('cancel').addEventListener('click', function () {
    tell('canceled');
  });
  document.addEventListener('keyup', function (event) {
    if (event.key === 'Escape') {
      tell('canceled');
    }
  });
  tell('ready');
})();
