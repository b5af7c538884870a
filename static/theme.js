// Before the first paint: the theme that the reader chose, if any. The header's control writes it.
(function () {
	try {
		var theme = localStorage.getItem('rankscope.theme');
		if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
	} catch {
		// Storage may be forbidden; the system's theme is right then.
	}
})();
// A page that is presented is not shown as one reads it first: there the answers could be seen.
if (/[?&](audience|present)=./.test(location.search)) document.documentElement.dataset.opening = '';
