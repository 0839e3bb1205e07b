// Starts the circuit. A WebSocket that something in the network blocks does not fail but hangs. So it is closed after a time limit, and the
// circuit uses ordinary HTTP requests (long polling), which pass everywhere.
(() => {
  // The first limit leaves time for long polling before boot.js reports a failure. Once the page has started, there is more time.
  const FIRST_WITHIN = 6000;
  const NEXT_WITHIN = 15_000;
  const POLLING = 'zorgid-polling';
  const LONG_POLLING = 4; // This is the value of SignalR's HttpTransportType.LongPolling.

  const recall = () => {
    try {
      return sessionStorage.getItem(POLLING);
    } catch {
      return null;
    }
  };

  const remember = () => {
    try {
      sessionStorage.setItem(POLLING, '1');
      return true;
    } catch {
      return false;
    }
  };

  class PunctualWebSocket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols);
      const isFirst = !document.querySelector('[data-interactive]');
      const limit = setTimeout(() => {
        const hasOpened = this.readyState === WebSocket.OPEN;
        this.close();
        if (!isFirst) return;
        const isNews = !recall();
        // SignalR tries no other transport after a WebSocket that opened and then delivered nothing, but a new page does.
        if (remember() && isNews && hasOpened) location.reload();
      }, isFirst ? FIRST_WITHIN : NEXT_WITHIN);
      // The limit ends at the first message and not at the opening, because some proxies open the socket but let nothing pass.
      for (const what of ['message', 'close']) this.addEventListener(what, () => clearTimeout(limit), { once: true });
    }
  }

  const connection = recall() ? { transport: LONG_POLLING } : { WebSocket: PunctualWebSocket };
  window.Blazor?.start({
    circuit: { configureSignalR: builder => builder.withUrl('_blazor', connection) },
    // Each link loads a whole page. Otherwise Blazor would put the elements of the new page into one whose circuit has not started, and
    // would run none of the new scripts, so that neither the circuit nor boot.js would start.
    ssr: { disableDomPreservation: true },
  });
})();
