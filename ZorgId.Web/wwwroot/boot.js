// Watches the start of a page that needs scripts, and says what is in the way. It is written for old browsers (ES5) and
// depends on nothing: each of the things that it watches may be missing.
(function () {
  'use strict';
  // Milliseconds since the navigation began. The person is told within ten seconds.
  var TELL_AFTER = 8000;
  // A page that came late has a while all the same.
  var AT_LEAST = 4000;
  var ANSWER_WITHIN = 2500;
  var LOOK_AGAIN_AFTER = 5000;
  var panel = document.getElementById('z-boot');
  var thrown = '';
  var isOver = false;
  // One of our own scripts failed to load; one that is only slow does not count.
  var isScriptMissing = false;
  var title = null;

  function isWhole() {
    return !!document.querySelector('[data-interactive]');
  }

  function tell(cause, code) {
    // These explain whatever else goes wrong.
    if (/address|old|rewritten/.test(panel.getAttribute('data-told'))) return;
    isOver = true;
    // What the page shows by then is not whole.
    document.documentElement.className += ' z-boot-told';
    if (panel.parentNode !== document.body) document.body.appendChild(panel);
    var parts = panel.querySelectorAll('[data-cause]');
    for (var i = 0; i < parts.length; i++) parts[i].hidden = parts[i].getAttribute('data-cause') !== cause;
    var line = document.getElementById('z-boot-code');
    line.hidden = !code;
    line.querySelector('code').textContent = code;
    panel.setAttribute('data-told', cause);
    // The circuit brings the page's title, and so far there is none.
    if (document.title) return;
    title = document.createElement('title');
    title.textContent = panel.querySelector('.z-boot-title').textContent;
    document.head.appendChild(title);
  }

  function finish() {
    isOver = true;
    document.documentElement.className = document.documentElement.className.replace(/ z-boot-told/g, '');
    // Out of the document: their words are no part of the page.
    if (panel.parentNode) panel.parentNode.removeChild(panel);
    if (title && title.parentNode) title.parentNode.removeChild(title);
  }

  // A comment is where a circuit begins.
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

  // What the circuit's connection begins with. Told when the time is over, whenever the answer came: the page may become
  // whole meanwhile.
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
      // The last one so far is the one that is waited for.
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

  // A script that was only slow has come: something else may be in the way.
  function lookOnceLoaded() {
    setTimeout(function () {
      if (isWhole() || isScriptMissing) return;
      isOver = false;
      look();
    }, ANSWER_WITHIN);
  }

  // Comes by itself once the server does.
  function lookAgain() {
    if (isWhole()) return;
    ask(function (status) {
      if (status >= 200 && status < 300) location.reload();
      else setTimeout(lookAgain, LOOK_AGAIN_AFTER);
    });
  }

  // circuit.js reads it. Each has the name by itself, so that neither needs the other.
  function rememberPolling() {
    try {
      sessionStorage.setItem('zorgid-polling', '1');
    } catch (error) {
      // A browser that keeps nothing: the next page tries as this one did.
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
      // Others' scripts are none of ours: an extension may have put them there.
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
    // A part that is missing stays missing; whatever else was told was too early.
    if (!isWhole() || isScriptMissing) return;
    observer.disconnect();
    finish();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive'] });
  setTimeout(look, Math.max(AT_LEAST, TELL_AFTER - performance.now()) - ANSWER_WITHIN);
})();
