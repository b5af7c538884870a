// Before the first paint: the theme that the reader chose, if any. The header's control writes it.
(function () {
	try {
		var theme = localStorage.getItem('rankscope.theme');
		if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
	} catch {
		// Storage may be forbidden; the system's theme is right then.
	}
})();
