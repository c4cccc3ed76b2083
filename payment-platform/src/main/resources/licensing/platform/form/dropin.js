// The calls of Braintree's Drop-in, for pages that are served by a merchant on this machine. The
// form itself is a frame of this script's own origin; this file never sees a card number.
(function (window, document) {
  'use strict';

  var VERSION = '1.44.1';
  var script = new URL(document.currentScript.src);
  var frameAddress = new URL('../frame/card-form.html', script);
  var challengeAddress = new URL('../frame/challenge.html', script);

  function DropinError(message, code) {
    var error = new Error(message);
    error.name = 'DropinError';
    if (code) {
      error.code = code;
    }
    return error;
  }

  function withCallback(promise, callback) {
    if (typeof callback !== 'function') {
      return promise;
    }
    promise.then(
      function (value) {
        callback(null, value);
      },
      function (error) {
        callback(error);
      }
    );
    return undefined;
  }

  function readToken(authorization) {
    try {
      var token = JSON.parse(window.atob(authorization));
      if (!token.authorizationFingerprint) {
        throw new Error('incomplete');
      }
      return {
        authorizationFingerprint: token.authorizationFingerprint,
        clientApiUrl: new URL(token.clientApiUrl).href
      };
    } catch (unreadable) {
      throw DropinError('The authorization is not a client token of this platform.');
    }
  }

  function findContainer(options) {
    var wanted = options.container || options.selector;
    var container = typeof wanted === 'string' ? document.querySelector(wanted) : wanted;
    if (!container || container.nodeType !== 1) {
      throw DropinError('options.container must be a selector or an element of the page.');
    }
    if (container.firstElementChild) {
      throw DropinError('options.container must be empty.');
    }
    return container;
  }

  function makeFrame(page, name, title, locale) {
    var frame = document.createElement('iframe');
    var address = new URL(page);
    address.searchParams.set('origin', window.location.origin);
    address.searchParams.set('locale', locale || 'en');
    frame.src = address.href;
    frame.title = title[/^zh/.test(locale || '') ? 'zh' : 'en'];
    frame.setAttribute('data-braintree-id', name);
    frame.referrerPolicy = 'no-referrer';
    // Set through the object model, which a page's policy on inline styles does not concern.
    frame.style.width = '100%';
    frame.style.height = '220px';
    frame.style.border = '0';
    return frame;
  }

  function makeCardForm(locale) {
    return makeFrame(frameAddress, 'card-form', { en: 'Card payment form', zh: '银行卡支付表单' }, locale);
  }

  // The bank's question lies over the page until it is answered or left.
  function Challenge(nonce, token, locale, ended) {
    var frame = makeFrame(challengeAddress, 'challenge', { en: 'Your bank', zh: '您的银行' }, locale);
    var veil = document.createElement('div');
    veil.setAttribute('role', 'dialog');
    veil.setAttribute('aria-modal', 'true');
    veil.setAttribute('aria-label', frame.title);
    Object.assign(veil.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '2147483647',
      display: 'grid',
      placeItems: 'center',
      padding: '16px',
      background: 'rgba(0, 0, 0, 0.6)'
    });
    Object.assign(frame.style, { maxWidth: '500px', height: '280px', background: '#fff' });
    this.close = function () {
      window.removeEventListener('message', receive);
      veil.remove();
    };
    function receive(event) {
      var ours = event.source === frame.contentWindow && event.origin === challengeAddress.origin;
      if (!ours || !event.data || event.data.source !== 'challenge') {
        return;
      }
      if (event.data.type === 'ready') {
        var question = { type: 'ask', nonce: nonce, token: token };
        frame.contentWindow.postMessage(question, challengeAddress.origin);
      } else if (event.data.type === 'answered' || event.data.type === 'canceled') {
        ended(event.data.type === 'canceled');
      }
    }
    window.addEventListener('message', receive);
    veil.appendChild(frame);
    document.body.appendChild(veil);
  }

  function deviceData() {
    var bytes = window.crypto.getRandomValues(new Uint8Array(16));
    var hex = Array.from(bytes, function (byte) {
      return byte.toString(16).padStart(2, '0');
    });
    return JSON.stringify({ correlation_id: hex.join('') });
  }

  function Dropin(frame, token, options) {
    this._frame = frame;
    this._token = token;
    this._options = options;
    // Either true, or an object that may hold the amount already.
    this._threeDSecure = options.threeDSecure
      ? Object.assign({}, options.threeDSecure === true ? {} : options.threeDSecure)
      : null;
    this._listeners = {};
    this._waiting = {};
    this._next = 1;
    this._requestable = false;
    this._deviceData = options.dataCollector ? deviceData() : undefined;
    this._onMessage = this._receive.bind(this);
    window.addEventListener('message', this._onMessage);
  }

  Dropin.prototype._send = function (message) {
    this._frame.contentWindow.postMessage(message, frameAddress.origin);
  };

  Dropin.prototype._receive = function (event) {
    var ours = event.source === this._frame.contentWindow;
    if (!ours || event.origin !== frameAddress.origin || !event.data) {
      return;
    }
    var message = event.data;
    if (message.source !== 'card-form') {
      return;
    }
    if (message.type === 'ready') {
      this._send({ type: 'open', token: this._token });
    } else if (message.type === 'opened' && this._opened) {
      this._opened();
    } else if (message.type === 'height') {
      this._frame.style.height = Math.max(40, Math.min(2000, Number(message.height) || 0)) + 'px';
    } else if (message.type === 'requestable') {
      this._change(message.requestable === true, message.selected === true);
    } else if (message.type === 'cleared') {
      this._emit('changeActiveView', { newViewId: 'card' });
    } else if (message.type === 'challenge') {
      this._challenge(message.nonce);
    } else if (message.type === 'answer') {
      this._settle(message);
    }
  };

  Dropin.prototype._challenge = function (nonce) {
    var self = this;
    this._asking = new Challenge(nonce, this._token, this._options.locale, function (canceled) {
      self._endChallenge();
      if (canceled) {
        self._emit('3ds:customer-canceled');
      }
      self._send({ type: 'challenged', canceled: canceled });
    });
    this._emit('3ds:authentication-modal-render');
  };

  Dropin.prototype._endChallenge = function () {
    if (this._asking) {
      this._asking.close();
      this._asking = null;
      this._emit('3ds:authentication-modal-close');
    }
  };

  Dropin.prototype._change = function (requestable, selected) {
    this._requestable = requestable;
    if (requestable) {
      this._emit('paymentMethodRequestable', {
        type: 'CreditCard',
        paymentMethodIsSelected: selected
      });
    } else {
      this._emit('noPaymentMethodRequestable');
    }
  };

  Dropin.prototype._settle = function (message) {
    var waiting = this._waiting[message.id];
    delete this._waiting[message.id];
    if (!waiting) {
      return;
    }
    if (message.error) {
      waiting.reject(this._error(String(message.error.code), String(message.error.message)));
    } else {
      waiting.resolve(this._payload(message.payload));
    }
  };

  // Drop-in wraps what 3-D Secure says.
  Dropin.prototype._error = function (code, message) {
    if (!/^THREEDS_/.test(code)) {
      return DropinError(message, code);
    }
    var error = DropinError(
      'Something went wrong during 3D Secure authentication. Please try again.'
    );
    error._braintreeWebError = { name: 'BraintreeError', code: code, message: message };
    return error;
  };

  Dropin.prototype._payload = function (card) {
    var payload = {
      nonce: card.nonce,
      type: card.type,
      description: card.description,
      details: card.details
    };
    if (card.threeDSecureInfo) {
      payload.threeDSecureInfo = card.threeDSecureInfo;
      payload.liabilityShifted = card.threeDSecureInfo.liabilityShifted;
      payload.liabilityShiftPossible = card.threeDSecureInfo.liabilityShiftPossible;
    }
    if (this._deviceData) {
      payload.deviceData = this._deviceData;
    }
    return payload;
  };

  Dropin.prototype._emit = function (name, event) {
    (this._listeners[name] || []).slice().forEach(function (listener) {
      listener(event);
    });
  };

  Dropin.prototype.requestPaymentMethod = function (options, callback) {
    var self = this;
    var done = typeof options === 'function' ? options : callback;
    var wanted = typeof options === 'object' && options !== null ? options : {};
    var authentication = Boolean(this._threeDSecure);
    var asked = Object.assign({}, this._threeDSecure, wanted.threeDSecure);
    var amount = String(asked.amount || '');
    var promise = new Promise(function (resolve, reject) {
      if (self._closed) {
        throw DropinError('The form was closed by teardown.');
      }
      if (authentication && !amount) {
        throw DropinError('requestPaymentMethod needs threeDSecure.amount.');
      }
      var id = self._next++;
      self._waiting[id] = { resolve: resolve, reject: reject };
      self._send({
        type: 'request',
        id: id,
        authentication: authentication,
        amount: amount,
        challengeRequested: asked.challengeRequested === true
      });
    });
    return withCallback(promise, done);
  };

  Dropin.prototype.isPaymentMethodRequestable = function () {
    return this._requestable;
  };

  Dropin.prototype.clearSelectedPaymentMethod = function () {
    this._send({ type: 'clear' });
  };

  Dropin.prototype.getAvailablePaymentOptions = function () {
    return ['card'];
  };

  Dropin.prototype.updateConfiguration = function (property, key, value) {
    if (property === 'threeDSecure' && this._threeDSecure) {
      this._threeDSecure[key] = value;
    }
  };

  Dropin.prototype.on = function (name, listener) {
    (this._listeners[name] = this._listeners[name] || []).push(listener);
  };

  Dropin.prototype.off = function (name, listener) {
    this._listeners[name] = (this._listeners[name] || []).filter(function (known) {
      return known !== listener;
    });
  };

  Dropin.prototype.teardown = function (callback) {
    var self = this;
    this._closed = true;
    window.removeEventListener('message', this._onMessage);
    this._endChallenge();
    this._frame.remove();
    Object.keys(this._waiting).forEach(function (id) {
      self._waiting[id].reject(DropinError('The form was closed by teardown.'));
    });
    this._waiting = {};
    return withCallback(Promise.resolve(), callback);
  };

  function open(options) {
    var token = readToken(options.authorization);
    var container = findContainer(options);
    var frame = makeCardForm(options.locale);
    return new Promise(function (resolve, reject) {
      var dropin = new Dropin(frame, token, options);
      var patience = window.setTimeout(function () {
        dropin.teardown();
        reject(DropinError('The card form did not load from ' + frameAddress.origin + '.'));
      }, 30000);
      dropin._opened = function () {
        window.clearTimeout(patience);
        dropin._opened = null;
        resolve(dropin);
      };
      container.appendChild(frame);
    });
  }

  function create(options, callback) {
    var promise = new Promise(function (resolve) {
      if (!options || !options.authorization) {
        throw DropinError('options.authorization is required.');
      }
      resolve(open(options));
    });
    return withCallback(promise, callback);
  }

  window.braintree = window.braintree || {};
  window.braintree.dropin = { create: create, VERSION: VERSION };
})(window, document);
