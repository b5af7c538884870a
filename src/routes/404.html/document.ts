/**
 * The page of a static host for addresses that have none, as one file that needs no other: it is shown at any depth,
 * so a relative address in it would lead elsewhere each time, and the site may lie in any folder of its host.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { languages, textsOf, type Language } from '$src/i18n';
import type { Listing } from '$src/lesson/discover';
import base from '$src/components/style/base.css?raw';
import tokens from '$src/components/style/tokens.css?raw';
import choose from './choose.js?raw';
import own from './missing.css?raw';
import Missing from './Missing.svelte';
import { titleOf } from './title';

/** @param text of an inline script or style @returns how a policy names it */
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** @returns HTML. Without JavaScript it says everything in all languages, and its links suppose a host of its own. */
export function missingPage(lessons: Readonly<Record<Language, readonly Listing[]>>): string {
	const { body } = render(Missing, { props: { lessons } });
	const theme = readFileSync('static/theme.js', 'utf8');
	const style = tokens + base + own;
	const policy = [
		`default-src 'none'`,
		`script-src ${hashOf(theme)} ${hashOf(choose)}`,
		`style-src ${hashOf(style)}`,
		`img-src 'self'`,
		`connect-src 'self'`,
		`base-uri 'self'`
	].join('; ');
	const title = languages.map((language) => titleOf(textsOf(language).site.notFound)).join(' · ');
	return `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta http-equiv="content-security-policy" content="${policy}" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<meta name="color-scheme" content="light dark" />
		<meta name="robots" content="noindex" />
		<base href="/" />
		<title>${title} · ${textsOf('en').site.name}</title>
		<link rel="icon" href="favicon.svg" />
		<script>${theme}</script>
		<style>${style}</style>
	</head>
	<body>${body}<script>${choose}</script></body>
</html>
`;
}
