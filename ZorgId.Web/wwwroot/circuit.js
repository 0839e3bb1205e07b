// Starts the circuit. A WebSocket that something on the way holds back does not fail, it hangs: it is given up in time, and
// the circuit goes by ordinary requests (long polling), which pass everywhere.
(() => {
  // The page may still begin in another way before boot.js says that it does not; later there is more time.
  const FIRST_WITHIN = 6000;
  const NEXT_WITHIN = 15_000;
  const POLLING = 'zorgid-polling';
  const LONG_POLLING = 4; // Of SignalR's HttpTransportType.

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
        // It opened and nothing came through: SignalR tries no other way then, but a new page does.
        if (remember() && isNews && hasOpened) location.reload();
      }, isFirst ? FIRST_WITHIN : NEXT_WITHIN);
      // The first answer, not the opening: some proxies open it and let nothing pass.
      for (const what of ['message', 'close']) this.addEventListener(what, () => clearTimeout(limit), { once: true });
    }
  }

  const connection = recall() ? { transport: LONG_POLLING } : { WebSocket: PunctualWebSocket };
  window.Blazor?.start({
    circuit: { configureSignalR: builder => builder.withUrl('_blazor', connection) },
    // A link loads a whole page. Blazor would put the new one's elements into a page whose circuit has not begun, and none of
    // its scripts would run: neither the circuit nor boot.js would begin again.
    ssr: { disableDomPreservation: true },
  });
})();
