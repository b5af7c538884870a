/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/**
 * Makes the site work offline: everything it is made of is kept at the first visit. Files with a hash in their
 * name never change and come from the cache; pages come from the network first, so that a new version is seen.
 */
import { build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = `rankscope-${version}`;
/** Files whose name starts with a dot are for the host, not for readers; servers hide them. */
const served = files.filter((file) => !/\/\.[^/]*$/.test(file));
const unchanging = new Set(build);

worker.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(CACHE);
			await cache.addAll([...build, ...served, ...prerendered]);
			await worker.skipWaiting();
		})()
	);
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			for (const name of await caches.keys()) {
				if (name.startsWith('rankscope-') && name !== CACHE) await caches.delete(name);
			}
			await worker.clients.claim();
		})()
	);
});

async function answer(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = await cache.match(request, { ignoreSearch: true });
	if (kept && unchanging.has(path)) return kept;
	try {
		const fresh = await fetch(request);
		if (fresh.ok && kept) await cache.put(new URL(path, worker.location.origin), fresh.clone());
		return fresh;
	} catch (error) {
		if (kept) return kept;
		throw error;
	}
}

worker.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
	event.respondWith(answer(event.request, url.pathname));
});
