// Controls of a page that is not alive yet: what a reader sets is remembered, since coming alive puts every control
// back to what the page was made with. When the layout says so, each is set again as by hand, the last touched last,
// and answers as any control does.
(function () {
	/** Control → what it was set to, in the order in which they were last touched. */
	var touched = new Map();

	function remember(event) {
		var control = event.target;
		if (!(control instanceof Element) || !control.matches('input, select, textarea')) return;
		// Of a group of radio buttons one is set.
		touched.forEach(function (_, other) {
			if (control.type === 'radio' && other.type === 'radio' && other.name === control.name)
				touched.delete(other);
		});
		touched.delete(control);
		touched.set(control, control.type === 'checkbox' ? control.checked : control.value);
	}

	function set(control, value) {
		if (!control.isConnected || control.disabled) return;
		if (control.type === 'checkbox' || control.type === 'radio') {
			control.checked = control.type === 'radio' ? false : !value;
			control.click();
			return;
		}
		// Files stay with their input, and can't be put into one.
		if (control.type !== 'file') control.value = value;
		control.dispatchEvent(new Event('input', { bubbles: true }));
		control.dispatchEvent(new Event('change', { bubbles: true }));
	}

	document.addEventListener('input', remember, true);
	document.addEventListener('change', remember, true);
	document.addEventListener(
		'alive',
		function () {
			document.removeEventListener('input', remember, true);
			document.removeEventListener('change', remember, true);
			touched.forEach(function (value, control) {
				set(control, value);
			});
			touched.clear();
		},
		{ once: true }
	);
})();
