// The card form in its own frame. Card data stays in this document and goes only to this origin;
// the merchant's page is told a nonce and what may be shown of the card.
(function () {
  'use strict';

  var merchant = document.querySelector('meta[name="merchant-origin"]').content;
  var form = document.getElementById('card');
  var problem = document.getElementById('problem');
  var chosenBox = document.getElementById('chosen');
  var fields = {
    number: document.getElementById('number'),
    expirationDate: document.getElementById('expiration'),
    cvv: document.getElementById('cvv')
  };
  var names = Object.keys(fields);
  var token = null;
  var chosen = null;
  var requestable = false;
  var busy = false;
  var challenged = null;

  function tell(message) {
    window.parent.postMessage(Object.assign({ source: 'card-form' }, message), merchant);
  }

  function tellHeight() {
    tell({ type: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
  }

  function digits(text) {
    return text.replace(/[\s-]/g, '');
  }

  function luhn(number) {
    var sum = 0;
    for (var i = 0; i < number.length; i++) {
      var digit = Number(number[number.length - 1 - i]) * (i % 2 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 === 0;
  }

  var rules = {
    number: function (text) {
      return /^[0-9]{12,19}$/.test(digits(text)) && luhn(digits(text));
    },
    expirationDate: function (text) {
      var parts = /^\s*([0-9]{1,2})\s*\/?\s*(?:20)?([0-9]{2})\s*$/.exec(text);
      if (!parts || Number(parts[1]) < 1 || Number(parts[1]) > 12) {
        return false;
      }
      var now = new Date();
      var month = (2000 + Number(parts[2])) * 12 + Number(parts[1]) - 1;
      return month >= now.getUTCFullYear() * 12 + now.getUTCMonth();
    },
    cvv: function (text) {
      var length = /^3[47]/.test(digits(fields.number.value)) ? 4 : 3;
      return /^[0-9]+$/.test(text.trim()) && text.trim().length === length;
    }
  };

  function isValid(name) {
    return rules[name](fields[name].value);
  }

  function mark(name, valid) {
    var field = fields[name];
    document.getElementById(field.id + '-error').hidden = valid;
    if (valid) {
      field.removeAttribute('aria-invalid');
    } else {
      field.setAttribute('aria-invalid', 'true');
    }
    tellHeight();
  }

  function report(text) {
    problem.hidden = !text;
    problem.textContent = text || '';
    tellHeight();
  }

  function refresh() {
    var now = chosen !== null || names.every(isValid);
    if (now !== requestable) {
      requestable = now;
      tell({ type: 'requestable', requestable: now, selected: chosen !== null });
    }
  }

  function checkAll() {
    var wrong = names.filter(function (name) {
      mark(name, isValid(name));
      return !isValid(name);
    });
    if (wrong.length > 0) {
      fields[wrong[0]].focus();
    }
    return wrong.length === 0;
  }

  function api(path, body) {
    body.authorizationFingerprint = token.authorizationFingerprint;
    var base = new URL(token.clientApiUrl).pathname;
    return fetch(base + '/v1/payment_methods/' + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      body: JSON.stringify(body)
    }).then(
      function (response) {
        return response.json().then(function (json) {
          return { status: response.status, json: json };
        });
      }
    );
  }

  function failure(code, text) {
    report(text);
    return Promise.reject({ code: code, message: text });
  }

  function tokenize() {
    if (!checkAll()) {
      return failure('NO_PAYMENT_METHOD', form.dataset.check);
    }
    return api('credit_cards', {
      creditCard: {
        number: digits(fields.number.value),
        expirationDate: fields.expirationDate.value.trim(),
        cvv: fields.cvv.value.trim()
      }
    }).then(function (answer) {
      if (answer.status === 202) {
        return answer.json.creditCards[0];
      }
      if (answer.status === 422) {
        markAsTold(answer.json);
        return failure('INVALID_CARD', form.dataset.check);
      }
      return failure('REFUSED', form.dataset.refused);
    });
  }

  function markAsTold(answer) {
    ((answer.fieldErrors || [])[0] || { fieldErrors: [] }).fieldErrors.forEach(function (error) {
      if (fields[error.field]) {
        mark(error.field, false);
      }
    });
  }

  function authenticate(card, message) {
    return threeDSecure(card.nonce, 'lookup', {
      amount: message.amount,
      challengeRequested: message.challengeRequested
    }).then(function (json) {
      return json.challenge ? challenge(json.paymentMethod.nonce) : json.paymentMethod;
    });
  }

  // The merchant's page shows the bank's question. What came of it is asked of the platform.
  function challenge(nonce) {
    return new Promise(function (resolve) {
      challenged = resolve;
      tell({ type: 'challenge', nonce: nonce });
    }).then(function (canceled) {
      return canceled
        ? Promise.reject({ code: 'THREEDS_CARDINAL_SDK_CANCELED', message: 'Canceled by user.' })
        : threeDSecure(nonce, 'result', {}).then(function (json) {
            return json.paymentMethod;
          });
    });
  }

  function threeDSecure(nonce, call, body) {
    var unanswered = function () {
      return failure('THREEDS_LOOKUP_ERROR', form.dataset.unreachable);
    };
    return api(encodeURIComponent(nonce) + '/three_d_secure/' + call, body).then(
      function (answer) {
        return answer.status === 200 || answer.status === 201 ? answer.json : unanswered();
      },
      unanswered
    );
  }

  function choose(card) {
    chosen = card;
    names.forEach(function (name) {
      fields[name].value = '';
      mark(name, true);
    });
    document.getElementById('chosen-card').textContent =
      card.details.cardType + ' ' + form.dataset.ending + ' ' + card.details.lastFour;
    form.hidden = true;
    chosenBox.hidden = false;
    refresh();
    tellHeight();
    return card;
  }

  function clear() {
    chosen = null;
    chosenBox.hidden = true;
    form.hidden = false;
    report('');
    refresh();
    tellHeight();
  }

  // The nonce is used up, and what would replace it is not to be had.
  function startAgain(reason) {
    clear();
    return Promise.reject(reason);
  }

  function request(message) {
    if (busy) {
      return Promise.reject({ code: 'BUSY', message: form.dataset.check });
    }
    busy = true;
    report('');
    return (chosen ? Promise.resolve(chosen) : tokenize())
      .then(function (card) {
        var wanted = message.authentication && !card.threeDSecureInfo;
        return wanted ? authenticate(card, message).catch(startAgain) : card;
      })
      .then(choose)
      .finally(function () {
        busy = false;
      });
  }

  function answer(message) {
    request(message).then(
      function (card) {
        tell({ type: 'answer', id: message.id, payload: card });
      },
      function (reason) {
        var known = reason && reason.code;
        if (!known) {
          report(form.dataset.unreachable);
        }
        tell({
          type: 'answer',
          id: message.id,
          error: known ? reason : { code: 'UNREACHABLE', message: form.dataset.unreachable }
        });
      }
    );
  }

  window.addEventListener('message', function (event) {
    if (event.origin !== merchant || event.source !== window.parent || !event.data) {
      return;
    }
    if (event.data.type === 'open') {
      token = event.data.token;
      tellHeight();
      tell({ type: 'opened' });
    } else if (event.data.type === 'request' && token) {
      answer(event.data);
    } else if (event.data.type === 'challenged' && challenged) {
      challenged(event.data.canceled === true);
      challenged = null;
    } else if (event.data.type === 'clear') {
      clear();
    }
  });

  form.addEventListener('submit', function (event) {
    event.preventDefault();
  });
  document.getElementById('other').addEventListener('click', function () {
    clear();
    fields.number.focus();
    tell({ type: 'cleared' });
  });
  names.forEach(function (name) {
    fields[name].addEventListener('input', function () {
      if (fields[name].hasAttribute('aria-invalid')) {
        mark(name, isValid(name));
      }
      refresh();
    });
    fields[name].addEventListener('change', function () {
      mark(name, isValid(name));
    });
  });
  new ResizeObserver(tellHeight).observe(document.body);
  tell({ type: 'ready' });
})();
