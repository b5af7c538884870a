// The one file 404.html is shown at every address that has no page: what it cannot know before, it finds here.
(function () {
	var html = document.documentElement;
	// There is nothing to present here, whatever the address asks for (static/theme.js).
	delete html.dataset['opening'];

	// The language of the address, if it has one: the others go.
	var sections = Array.from(document.querySelectorAll('section'));
	var parts = location.pathname.split('/');
	var mine = sections.find(function (section) {
		return parts.includes(section.lang);
	});
	if (mine) {
		html.lang = mine.lang;
		document.title = mine.dataset['title'] || document.title;
		for (var other of sections) if (other !== mine) other.remove();
	}

	// Where the site begins: the first folder of the address that has a file of ours.
	var base = document.querySelector('base');
	/** @param {number} depth from 1, the host's own folder */
	function look(depth) {
		var root = parts.slice(0, depth).join('/') + '/';
		if (!base || depth >= parts.length) return;
		fetch(root + 'theme.js').then(
			function (found) {
				if (found.ok && base) base.href = root;
				else look(depth + 1);
			},
			function () {
				// Without a network and without a kept copy the links stay as they are.
			}
		);
	}
	look(1);
})();
