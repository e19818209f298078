/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Opens the app without a network: the page and every file of this version are kept in the browser, and come from there.
 * What the server knows is never kept here; the app has its own copy (`shared/data`).
 *
 * One version at a time: a new one waits until no page shows the old, or until somebody says so (`shared/updates.ts`), as
 * a page may still load parts of its own version.
 */
import { build, files, version } from '$service-worker';
import { isRoom } from './lib/shared/room-addresses';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PAGE = '/';
const CACHE = `voicetodo-${version}`;
const KEPT = new Set([...build, ...files]);

worker.addEventListener('install', (event) => {
	// past the browser's own cache: the page must be the one that belongs to these files
	const page = new Request(PAGE, { cache: 'reload' });
	event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([page, ...KEPT])));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

worker.addEventListener('message', ({ data }) => {
	if (data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (KEPT.has(pathname)) event.respondWith(keptOr(request, pathname));
	else if (request.mode === 'navigate' && isRoom(pathname)) event.respondWith(keptOr(request, PAGE));
});

/** A browser short of room may have dropped some of it. */
async function keptOr(request: Request, pathname: string): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(pathname)) ?? fetch(request);
}

async function forgetOthers(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(
		names.filter((name) => name.startsWith('voicetodo-') && name !== CACHE).map((name) => caches.delete(name))
	);
}
