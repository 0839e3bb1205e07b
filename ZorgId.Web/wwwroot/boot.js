// Finds out why a page that needs scripts does not start, and tells the user. It is written in ES5 and uses no other file, because the
// browser may be old and any other script may be missing.
(function () {
  'use strict';
  // This is counted in milliseconds from the start of the navigation, so that the user is told within ten seconds.
  var TELL_AFTER = 8000;
  // A page that was delivered late still gets this time to start.
  var AT_LEAST = 4000;
  var ANSWER_WITHIN = 2500;
  var LOOK_AGAIN_AFTER = 5000;
  var panel = document.getElementById('z-boot');
  var thrown = '';
  var isOver = false;
  // This is true once one of our own scripts failed to load. A script that is only slow does not count.
  var isScriptMissing = false;
  var title = null;

  function isWhole() {
    return !!document.querySelector('[data-interactive]');
  }

  function tell(cause, code) {
    // These causes explain every later failure, so their message stays.
    if (/address|old|rewritten/.test(panel.getAttribute('data-told'))) return;
    isOver = true;
    // This hides the rest of the page (portal.css), because it is incomplete.
    document.documentElement.className += ' z-boot-told';
    if (panel.parentNode !== document.body) document.body.appendChild(panel);
    var parts = panel.querySelectorAll('[data-cause]');
    for (var i = 0; i < parts.length; i++) parts[i].hidden = parts[i].getAttribute('data-cause') !== cause;
    var line = document.getElementById('z-boot-code');
    line.hidden = !code;
    line.querySelector('code').textContent = code;
    panel.setAttribute('data-told', cause);
    // The circuit sets the title of the page, so without a circuit there is none yet.
    if (document.title) return;
    title = document.createElement('title');
    title.textContent = panel.querySelector('.z-boot-title').textContent;
    document.head.appendChild(title);
  }

  function finish() {
    isOver = true;
    document.documentElement.className = document.documentElement.className.replace(/ z-boot-told/g, '');
    // The panel is removed and not only hidden, because its text is not part of the page.
    if (panel.parentNode) panel.parentNode.removeChild(panel);
    if (title && title.parentNode) title.parentNode.removeChild(title);
  }

  // Blazor finds the root of its circuit by an HTML comment, which a proxy that rewrites pages may have removed.
  function hasComments() {
    var comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT, null, false);
    while (comments.nextNode()) {
      var text = comments.currentNode.nodeValue;
      if (text.indexOf('Blazor:') !== 0) continue;
      try {
        return JSON.parse(text.slice('Blazor:'.length)).type === 'server';
      } catch (error) {
        return false;
      }
    }
    return false;
  }

  // Sends the request that a circuit's connection starts with. The status is reported only when the time is over, because the page may
  // finish its start in the meantime.
  function ask(answer) {
    var status = -1;
    var request = new XMLHttpRequest();
    request.onload = function () { status = request.status; };
    request.onerror = function () { status = 0; };
    request.open('POST', '/_blazor/negotiate?negotiateVersion=1');
    request.send();
    setTimeout(function () {
      request.abort();
      if (!isWhole()) answer(status);
    }, ANSWER_WITHIN);
  }

  function look() {
    if (isOver) return;
    if (document.readyState === 'loading') {
      // The parser waits for the last script that it has found so far.
      var scripts = document.getElementsByTagName('script');
      tell('script', nameOf(scripts[scripts.length - 1].src));
      addEventListener('load', lookOnceLoaded);
      return;
    }
    if (needsCircuit && !window.Blazor) {
      tell('script', 'blazor.web.js');
      return;
    }
    if (!needsCircuit) {
      tell(thrown ? 'error' : 'server', thrown);
      return;
    }
    ask(function (status) {
      if (status >= 200 && status < 300) {
        var crashed = document.getElementById('blazor-error-ui');
        if (thrown || crashed && crashed.style.display) tell('error', thrown);
        else tell('socket', 'WebSocket');
        rememberPolling();
      } else if (status >= 500 || status < 0) {
        tell('server', '_blazor ' + (status < 0 ? 'timeout' : status));
        setTimeout(lookAgain, LOOK_AGAIN_AFTER);
      } else {
        tell('blocked', '_blazor ' + status);
      }
    });
  }

  // When a slow script has loaded after all, something else may still prevent the start.
  function lookOnceLoaded() {
    setTimeout(function () {
      if (isWhole() || isScriptMissing) return;
      isOver = false;
      look();
    }, ANSWER_WITHIN);
  }

  // Reloads the page as soon as the server answers.
  function lookAgain() {
    if (isWhole()) return;
    ask(function (status) {
      if (status >= 200 && status < 300) location.reload();
      else setTimeout(lookAgain, LOOK_AGAIN_AFTER);
    });
  }

  // circuit.js reads this entry. Both files contain its name, so that neither depends on the other.
  function rememberPolling() {
    try {
      sessionStorage.setItem('zorgid-polling', '1');
    } catch (error) {
      // This browser refuses storage, so the next page tries a WebSocket first again.
    }
  }

  function nameOf(url) {
    return String(url).replace(/[?#].*/, '').replace(/.*\//, '');
  }

  var origin = panel.getAttribute('data-origin');
  var needsCircuit = panel.getAttribute('data-needs') !== 'scripts';

  addEventListener('error', function (event) {
    var failed = event.target;
    if (failed && failed.tagName === 'SCRIPT') {
      // Scripts of other origins do not count, because a browser extension may have added them.
      if (failed.src.indexOf(location.origin + '/') !== 0) return;
      isScriptMissing = true;
      tell('script', nameOf(failed.src));
    } else if (!thrown && event.message) {
      thrown = String(event.message).slice(0, 200);
    }
  }, true);
  addEventListener('unhandledrejection', function (event) {
    var reason = event.reason;
    thrown = thrown || String(reason && reason.message || reason).slice(0, 200);
  });

  if (origin && location.origin !== origin) {
    var link = document.getElementById('z-boot-address');
    link.href = origin + location.pathname + location.search;
    tell('address', '');
    return;
  }
  if (!('noModule' in document.createElement('script')) || !window.MutationObserver || !Array.prototype.at) {
    tell('old', '');
    return;
  }
  if (document.baseURI !== location.origin + '/' || needsCircuit && !hasComments()) {
    tell('rewritten', '');
    return;
  }

  new MutationObserver(function (changes, observer) {
    // A script that failed to load stays missing. Any other message was shown too early and is removed.
    if (!isWhole() || isScriptMissing) return;
    observer.disconnect();
    finish();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive'] });
  setTimeout(look, Math.max(AT_LEAST, TELL_AFTER - performance.now()) - ANSWER_WITHIN);
})();
