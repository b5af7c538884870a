/**
 * Asks lookups.js of every TypeScript file and component of src and lessons: one program of the compiler for all, in a tenth of the
 * time that a linter takes to ask for types file by file. A component is looked at as svelte2tsx writes it for the compiler.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { ANY_TEXT, lookupsIn, propsInVain } from '../lookups.js';
import { root } from './install.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('svelte2tsx')} required, for it names a source map that it does not ship, and tests import this file */
const { svelte2tsx } = require('svelte2tsx');

const COMPONENT = '.svelte.tsx';

/** The file of a component that the compiler knows under another name. @param {string} path */
const componentOf = (path) => (path.endsWith(COMPONENT) ? path.slice(0, -'.tsx'.length) : null);

/** @returns {{ program: ts.Program, files: readonly ts.SourceFile[] }} ours, those of src and lessons */
export function programOfAll() {
	const config = ts.getParsedCommandLineOfConfigFile(
		join(root, 'tsconfig.json'),
		{ noEmit: true, jsx: ts.JsxEmit.Preserve },
		{ ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
		undefined,
		undefined,
		[{ extension: 'svelte', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }]
	);
	if (!config) throw new Error('lookups: expected a tsconfig.json, got none');
	const host = ts.createCompilerHost(config.options);
	const { fileExists, readFile, getSourceFile } = host;
	host.fileExists = (path) => fileExists(componentOf(path) ?? path);
	host.readFile = (path) => {
		const component = componentOf(path);
		return component && existsSync(component) ? written(component) : readFile(path);
	};
	host.getSourceFile = (path, ...rest) => {
		const component = componentOf(path);
		if (!component || !existsSync(component)) return getSourceFile(path, ...rest);
		return ts.createSourceFile(path, written(component), rest[0], true, ts.ScriptKind.TSX);
	};
	const helpers = ['svelte-shims-v4.d.ts', 'svelte-jsx-v4.d.ts'].map((name) =>
		require.resolve(`svelte2tsx/${name}`)
	);
	const wanted = config.fileNames.map((path) => (path.endsWith('.svelte') ? `${path}.tsx` : path));
	const program = ts.createProgram([...wanted, ...helpers], config.options, host);
	const files = wanted
		.filter((path) => /^(src|lessons)\/.*\.tsx?$/.test(relative(root, path).replaceAll('\\', '/')))
		.flatMap((path) => program.getSourceFile(path) ?? []);
	return { program, files };
}

/** A component as TypeScript. @param {string} component its path */
const written = (component) => asTypeScript(readFileSync(component, 'utf8'), component);

/** @param {string} code @param {string} filename */
export const asTypeScript = (code, filename) =>
	svelte2tsx(code, { filename, isTsFile: true, mode: 'ts', version: '5' }).code;

if (process.argv[1] === import.meta.filename) {
	const { program, files } = programOfAll();
	const found = files.flatMap((file) => {
		const path = relative(root, file.fileName).replace(/\.svelte\.tsx$/, '.svelte');
		return [
			...lookupsIn(program, file).map((text) => `${path}: ${text}. ${ANY_TEXT}`),
			// What SvelteKit hands to a page, the page may leave.
			...(basename(path).startsWith('+') ? [] : propsInVain(program, file)).map(
				(name) => `${path}: declares ${name}, and does not take it from $props()`
			)
		];
	});
	for (const text of found) console.error(text);
	console.log(`${files.length} files, ${found.length} complaints`);
	process.exit(found.length > 0 || files.length === 0 ? 1 : 0);
}
