// Brings the page that a visitor without a connection gets (home/identity/offline.py).

if ("serviceWorker" in navigator) {
  // After all that the page itself needs; where a browser refuses, nothing is missing.
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
