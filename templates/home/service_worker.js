// Answers nothing but a visit that found no connection, and keeps nothing: no page, no time.
const PAGE = {{ page }};
const HEADERS = {{ headers }};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  // A form that was sent, and the desk, are left to the browser.
  const isVisit = request.mode === "navigate" && request.method === "GET";
  if (!isVisit || new URL(request.url).pathname.startsWith("/admin/")) return;
  event.respondWith(
    fetch(request).catch(() => new Response(PAGE, { status: 503, headers: HEADERS })),
  );
});
