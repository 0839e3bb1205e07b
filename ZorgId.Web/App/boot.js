// Finds out why the app does not start, and tells the user. It is written in ES5, is no module and uses no other file, because the browser
// may be old and any other script may be missing.
(function () {
  'use strict';
  var LOOK_AFTER = 8000;
  var panel = document.getElementById('boot');
  var main = document.querySelector('main');
  var thrown = '';

  /**
   * @param {string} cause
   * @param {string} code
   */
  function tell(cause, code) {
    var parts = panel.querySelectorAll('[data-cause]');
    for (var i = 0; i < parts.length; i++) parts[i].hidden = parts[i].getAttribute('data-cause') !== cause;
    var line = document.getElementById('boot-code');
    line.hidden = !code;
    line.textContent = code;
    panel.hidden = false;
    panel.setAttribute('data-told', cause);
  }

  function hasOpened() {
    return main.children.length > 0;
  }

  /** @returns {string} what this browser lacks, as one of the causes */
  function findLack() {
    if (window.isSecureContext === false) return 'insecure';
    if (!('noModule' in document.createElement('script')) || !window.crypto || !crypto.subtle || !window.MutationObserver) return 'old';
    if (!window.CSS || !CSS.supports || !CSS.supports('selector(:has(a))')) return 'old';
    try {
      return window.indexedDB ? '' : 'old';
    } catch (error) {
      return 'storage';
    }
  }

  document.getElementById('boot-again').addEventListener('click', function (event) {
    // The link would drop the fragment of the address, which may contain the data of a QR. A reload keeps it.
    event.preventDefault();
    location.reload();
  });

  addEventListener('error', function (event) {
    var failed = event.target;
    if (failed && failed.tagName === 'SCRIPT') tell('script', '');
    else if (!thrown && event.message) thrown = String(event.message).slice(0, 200);
  }, true);
  addEventListener('unhandledrejection', function (event) {
    var reason = event.reason;
    thrown = thrown || String(reason && reason.message || reason).slice(0, 200);
  });

  var lack = findLack();
  if (lack) {
    // The message stays beside whatever the app can still show.
    tell(lack, '');
    return;
  }
  new MutationObserver(function (changes, observer) {
    if (!hasOpened()) return;
    observer.disconnect();
    // The panel is removed and not only hidden, because its text is not part of the app.
    if (panel.parentNode) panel.parentNode.removeChild(panel);
  }).observe(main, { childList: true });
  setTimeout(function () {
    if (!hasOpened()) tell(thrown ? 'error' : 'script', thrown);
  }, LOOK_AFTER);
})();
