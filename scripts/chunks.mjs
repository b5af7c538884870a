/**
 * Which modules stand together in one file of the built site. The bundler makes a file for each set of pages that use a
 * module: a hundred of them for a lesson, most of a few hundred bytes. Here files are joined as long as that costs all
 * pages together less than the requests that it saves them; none is joined into a circle.
 */
import { relative } from 'node:path';

/** What a request costs, in characters of source: half a kilobyte as it travels. */
export const REQUEST = 6000;
/** What a character costs on a page that does not want it. */
export const UNWANTED = 4;
const LANGUAGES = ['en', 'ko'];

/** @typedef {Pick<import('rolldown').PluginContext, 'getModuleIds' | 'getModuleInfo'>} Bundle */
/** @typedef {{ ids: string[], size: number, pages: ReadonlySet<string>, needs: Set<Group> }} Group size in characters */

/**
 * @param {Bundle} bundle @param {string} root the project's folder
 * @returns {Map<string, string[]>} module → the pages that it opens: routes and lessons, each in each language
 */
function openersIn(bundle, root) {
	const paths = [...bundle.getModuleIds()].map((id) => [id, relative(root, id).replaceAll('\\', '/')]);
	/** @param {RegExp} pattern @returns {(readonly [id: string, found: string[]])[]} */
	const matching = (pattern) =>
		paths.flatMap(([id = '', path = '']) => {
			const found = pattern.exec(path);
			return found ? [/** @type {const} */ ([id, found.slice(1)])] : [];
		});
	const inEach = (/** @type {string} */ page) => LANGUAGES.map((language) => `${page} ${language}`);
	const bodies = matching(/^lessons\/([^/]+)\/(en|ko)\.md$/);
	const records = matching(/^lessons\/([^/]+)\/lesson\.ts$/);
	const lessons = records.flatMap(([, [lesson = '']]) => inEach(lesson));
	const routes = matching(/^src\/routes\/(.*)\+page\.(?:svelte|ts)$/);
	const pages = (/** @type {string} */ route) => (route.includes('[lesson=') ? lessons : inEach(route));
	const all = [...new Set(routes.flatMap(([, [route = '']]) => pages(route)))];
	const everywhere = matching(
		/^(?:src\/routes\/\+(?:layout|error)\.(?:svelte|ts)|node_modules\/@sveltejs\/kit\/src\/runtime\/client\/entry\.js|\.svelte-kit\/generated\/client(?:-optimized)?\/app\.js)$/
	);
	/** @type {Map<string, string[]>} */
	const openers = new Map(everywhere.map(([id]) => [id, all]));
	for (const [id, found] of bodies) openers.set(id, [found.join(' ')]);
	for (const [id, [lesson = '']] of records) openers.set(id, inEach(lesson));
	for (const [id, [route = '']] of routes) openers.set(id, pages(route));
	return openers;
}

/** Modules by the pages that load them when they open. @param {Bundle} bundle @param {string} root @returns {Group[]} */
function groupsOf(bundle, root) {
	const importsOf = (/** @type {string} */ id) => bundle.getModuleInfo(id)?.importedIds ?? [];
	/** @type {Map<string, Set<string>>} module → pages */
	const users = new Map();
	/** @param {string} id @param {string} page */
	const mark = (id, page) => {
		const known = users.get(id) ?? new Set();
		if (known.has(page)) return;
		users.set(id, known.add(page));
		for (const next of importsOf(id)) mark(next, page);
	};
	for (const [id, pages] of openersIn(bundle, root)) for (const page of pages) mark(id, page);
	/** @type {Map<string, Group>} */
	const groups = new Map();
	/** @type {Map<string, Group>} module → its group */
	const homes = new Map();
	for (const [id, pages] of users) {
		const key = [...pages].sort().join();
		const group = groups.get(key) ?? { ids: [], size: 0, pages, needs: new Set() };
		groups.set(key, group);
		homes.set(id, group);
		group.ids.push(id);
		group.size += bundle.getModuleInfo(id)?.code?.length ?? 0;
	}
	for (const [id, group] of homes) {
		for (const next of importsOf(id)) {
			const other = homes.get(next);
			if (other && other !== group) group.needs.add(other);
		}
	}
	return [...groups.values()];
}

/** What all pages together save where two files are one, but for what else they load then. @param {Group} a @param {Group} b */
function savedBy(a, b) {
	let saved = 0;
	for (const page of a.pages) saved += b.pages.has(page) ? REQUEST : -UNWANTED * b.size;
	for (const page of b.pages) if (!a.pages.has(page)) saved -= UNWANTED * a.size;
	return saved;
}

/** All that these need, by way of others too, without themselves. @param {Group[]} groups @returns {Set<Group>} */
function neededBy(...groups) {
	/** @type {Set<Group>} */
	const seen = new Set();
	const open = groups.flatMap(({ needs }) => [...needs]).filter((next) => !groups.includes(next));
	for (let next = open.pop(); next; next = open.pop()) {
		if (seen.has(next)) continue;
		seen.add(next);
		open.push(...next.needs);
	}
	return seen;
}

/** Both's pages. @param {Group} a @param {Group} b */
const pagesOf = (a, b) => new Set([...a.pages, ...b.pages]);

/** The two that it is best to join, or null. @param {readonly Group[]} groups @returns {[Group, Group] | null} */
function bestPair(groups) {
	let [best, most] = [/** @type {[Group, Group] | null} */ (null), 0];
	groups.forEach((a, n) => {
		for (const b of groups.slice(n + 1)) {
			let saved = savedBy(a, b);
			if (saved <= most) continue;
			const needed = neededBy(a, b);
			if (needed.has(a) || needed.has(b)) continue;
			const pages = pagesOf(a, b);
			for (const group of needed)
				for (const page of pages) if (!group.pages.has(page)) saved -= REQUEST + UNWANTED * group.size;
			if (saved > most) [best, most] = [[a, b], saved];
		}
	});
	return best;
}

/** @param {Group[]} groups @returns {Group[]} */
export function joined(groups) {
	for (let pair = bestPair(groups); pair; pair = bestPair(groups)) {
		const [a, b] = pair;
		const both = {
			ids: [...a.ids, ...b.ids],
			size: a.size + b.size,
			pages: pagesOf(a, b),
			needs: new Set([...a.needs, ...b.needs].filter((next) => next !== a && next !== b))
		};
		for (const needed of neededBy(both)) needed.pages = pagesOf(needed, both);
		groups = [...groups.filter((one) => one !== a && one !== b), both];
		for (const { needs } of groups) {
			const gone = [a, b].filter((one) => needs.delete(one));
			if (gone.length > 0) needs.add(both);
		}
	}
	return groups;
}

/**
 * Files that need each other in a circle, or null: then one would run before what it needs is there.
 * @param {ReadonlyMap<string, readonly string[]>} needs file → files that it imports
 * @returns {string[] | null}
 */
export function circleOf(needs) {
	/** @type {Set<string>} */
	const done = new Set();
	/** @param {string} file @param {string[]} way @returns {string[] | null} */
	const from = (file, way) => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return null;
		for (const next of needs.get(file) ?? []) {
			const circle = from(next, [...way, file]);
			if (circle) return circle;
		}
		done.add(file);
		return null;
	};
	for (const file of needs.keys()) {
		const circle = from(file, []);
		if (circle) return circle;
	}
	return null;
}

/** @param {string} root the project's folder @returns {import('vite').Plugin} */
export function joinedChunks(root) {
	/** @type {Map<string, string>} module → name of its file */
	const names = new Map();
	return {
		name: 'joined-chunks',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		// An entry may be joined with what others use, and then exports that, too.
		configEnvironment: (name) =>
			name === 'client'
				? { build: { rolldownOptions: { preserveEntrySignatures: 'allow-extension' } } }
				: undefined,
		buildEnd() {
			names.clear();
			joined(groupsOf(this, root)).forEach(({ ids }, n) => ids.forEach((id) => names.set(id, `joined-${n}`)));
		},
		generateBundle(_, bundle) {
			const files = Object.values(bundle).flatMap((one) =>
				one.type === 'chunk' ? [/** @type {const} */ ([one.fileName, one.imports])] : []
			);
			const circle = circleOf(new Map(files));
			if (circle) this.error(`joined files: expected no circle, got ${circle.join(' → ')}`);
		},
		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				includeDependenciesRecursively: false,
				groups: [{ debugName: 'joined', name: (id) => names.get(id) ?? null }]
			}
		})
	};
}
