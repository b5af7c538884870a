import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withFigureAwaited, withScriptsInside, withStylesInside } from '$src/markdown/inside.js';

const policy = (styles: string, scripts = ''): string =>
	`<meta http-equiv="content-security-policy" content="script-src 'self'${scripts}; style-src 'self'${styles}">`;
const hashOf = (text: string): string => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the sheets of a page stand in it in their order, allowed by their hash, and their links are switched off', () => {
	const inside = withStylesInside(
		`${policy('')}\n\t<link href="../_app/a.css" rel="stylesheet">\n\t<link href="../_app/b.css" rel="stylesheet">\n<b>x</b>`,
		new Map([
			['b.css', '.b{}\n'],
			['a.css', '@font-face{src:url(./text.woff2)}']
		])
	);
	const style = '@font-face{src:url(../_app/text.woff2)}\n.b{}';
	expect(/<style>([^]*)<\/style>/.exec(inside)?.[1]).toBe(style);
	expect(inside).toContain(policy(hashOf(style)));
	expect(inside.match(/<link [^>]*>/g)).toEqual(
		['a', 'b'].map(
			(name) => `<link href="../_app/${name}.css" rel="stylesheet" disabled media="(max-width: 0)">`
		)
	);
	expect(inside).toMatch(/<b>x<\/b>$/);
});

test('a page without a policy for styles, or with a sheet that is not there, is no page to deliver', () => {
	const link = '<link href="../a.css" rel="stylesheet">';
	expect(() => withStylesInside(link, new Map([['a.css', '']]))).toThrow(/policy/);
	expect(() => withStylesInside(`${policy('')}${link}`, new Map())).toThrow(/expected a\.css/);
	expect(withStylesInside('<p>', new Map())).toBe('<p>');
});

test('the short scripts of the head stand in the page, allowed by their hash; modules come after what is painted', () => {
	const html = `${policy('')}<script src="../a.js"></script><script src="b.js"></script><link href="m.js" rel="modulepreload">`;
	const text = "document.documentElement.dataset.a = '$&';";
	expect(withScriptsInside(html, new Map([['a.js', text]]))).toBe(
		`${policy('', hashOf(text))}<script>${text}</script><script src="b.js"></script><link href="m.js" rel="modulepreload" fetchpriority="low">`
	);
	expect(() => withScriptsInside('<script src="a.js"></script>', new Map([['a.js', '']]))).toThrow(
		/script-src/
	);
});

test('a page that opens on a figure is not painted before that is whole; another waits for none', () => {
	const body =
		'<body><div class="opening x" data-opening="true"><p>words</p><figure class="a" id="figure-one"></figure><figure id="b"></figure></div>';
	expect(withFigureAwaited(`<head></head>${body}`)).toBe(
		`<head>\t<link rel="expect" href="#b" blocking="render">\n\t</head>${body}`
	);
	const plain = '<head><style>[data-opening]{}</style></head><body><figure id="b"></figure>';
	expect(withFigureAwaited(plain)).toBe(plain);
});
