/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/**
 * Makes the site work offline: everything it is made of is kept at the first visit. Files with a hash in their
 * name never change and come from the cache; pages come from the network first, so that a new version is seen.
 */
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = `rankscope-${version}`;
/** Files whose name starts with a dot or a line are for the host, not for readers; servers hide them. */
const served = files.filter((file) => !/\/[._][^/]*$/.test(file));
const unchanging = new Set(build);
const pages = new Set(prerendered);
const missing = `${base}/404.html`;
/** Made by the build, and not in its list (scripts/licences.mjs). */
const notice = `${base}/licences.txt`;
/** Made by the build too (scripts/labFile.mjs): the lab as a file, to be saved without a network. */
const labFile = `${base}/lab-file.html`;

worker.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(CACHE);
			await cache.addAll([...build, ...served, ...prerendered, notice, labFile]);
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

/** What a host does with an address that is not kept: on to the one with its last slash, or the page that says so. */
async function withoutNetwork(cache: Cache, { pathname, search }: URL): Promise<Response> {
	if (pages.has(`${pathname}/`)) return Response.redirect(`${pathname}/${search}`, 301);
	const kept = await cache.match(missing);
	if (!kept) return Response.error();
	return new Response(kept.body, { status: 404, headers: kept.headers });
}

async function answer(request: Request, url: URL): Promise<Response> {
	const path = url.pathname;
	const cache = await caches.open(CACHE);
	const kept = await cache.match(request, { ignoreSearch: true });
	if (kept && unchanging.has(path)) return kept;
	try {
		const fresh = await fetch(request);
		if (fresh.ok && kept) await cache.put(new URL(path, worker.location.origin), fresh.clone());
		return fresh;
	} catch (error) {
		if (kept) return kept;
		if (request.mode === 'navigate') return withoutNetwork(cache, url);
		throw error;
	}
}

worker.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
	event.respondWith(answer(event.request, url));
});
