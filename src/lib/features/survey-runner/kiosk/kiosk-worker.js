/* Keeps a kiosk's page, and what it loads, for a reload without network. Served by /s/[code]/kiosk.js, for that code alone. */
const KEPT = 'wayfelt-kiosk';
const PATIENCE = 8000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
	if (Array.isArray(event.data?.keep))
		event.waitUntil(Promise.all(event.data.keep.map((address) => answer(new Request(address)))));
});
self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method === 'GET') event.respondWith(answer(request));
});

async function answer(request) {
	const cache = await caches.open(KEPT);
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), PATIENCE);
	try {
		const fresh = await fetch(request.url, {
			signal: stop.signal,
			credentials: 'same-origin',
			headers: request.headers
		});
		if (fresh.ok) await cache.put(request.url, fresh.clone());
		return fresh;
	} catch (error) {
		const kept = await cache.match(request.url, { ignoreVary: true });
		if (kept) return kept;
		throw error;
	} finally {
		clearTimeout(timer);
	}
}
