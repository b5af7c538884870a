// Watches over a page that comes alive: should a part of it be gone (a new deployment has other files, or the connection
// is), it shows the notice that the page brings along (src/routes/NotAlive.svelte). The text stays as it is.
(function () {
	// Styles tell by it whether scripts are off, and the page will never come alive.
	document.documentElement.dataset.scripted = '';
	/** Milliseconds after loading until a page that is still not alive says so; a slow phone takes 3 s. */
	var LATE = 12000;
	var alive = function () {
		return 'hydrated' in document.documentElement.dataset;
	};
	var tell = function () {
		document.documentElement.dataset.missing = '';
	};
	// Vite says so of every import that fails while the page is used.
	addEventListener('vite:preloadError', tell);
	addEventListener('unhandledrejection', function (event) {
		if (!alive() && /module/i.test(String(event.reason))) tell();
	});
	addEventListener('load', function () {
		setTimeout(function () {
			if (!alive()) tell();
		}, LATE);
	});
	addEventListener('click', function (event) {
		if (event.target instanceof Element && event.target.closest('[data-reload]')) location.reload();
	});
})();
