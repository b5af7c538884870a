/**
 * Addresses of the site's own pages, in the one form that they have: folders, with the slash at the end. Without it
 * a host sends the browser on, which takes a second request, and cannot be done without a network.
 */
import { resolve } from '$app/paths';
import type { LessonId } from '$lessons/order';
import type { Language } from '$src/i18n';

/** What stands behind the language; '' is the home page. */
export type PageId =
	'' | 'article' | 'digits' | 'inspect' | 'lab' | 'glossary' | 'plan' | 'progress' | LessonId;

/** @returns the address from this page: relative in the HTML that is built, since a site may lie in any folder */
export const addressOf = (language: Language, page: PageId = ''): string =>
	// Each is a route of the site. TypeScript tells 25 of them apart, and there are more.
	resolve((page === '' ? `/${language}/` : `/${language}/${page}/`) as '/en/');

/** The lab as one HTML file, which the build makes (scripts/labFile.mjs). */
export const oneFileAddress = (): string => resolve('/lab-file.html' as '/licences.txt');

/** Whose code and fonts the site is made of: a text that the build writes (scripts/licences.mjs). */
export const noticeAddress = (): string => resolve('/licences.txt');

/** The pretrained weights of a small network, a file of the folder `models`. */
export const modelAddress = (name: string): string => resolve(`/models/${name}` as '/licences.txt');
