import { dirname, join } from 'node:path';
import type { Run } from '$src/receipt/run';
import { FileError } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { printedLine, runNotebook } from '$src/lab/answer';
import { exportLora } from '$src/lab/exported';
import { moduleOf } from '$src/lab/fromFile';
import { parseNotebook } from '$src/lab/notebook';
import { trainHere } from '$src/lab/trainHere';
import type { LabValue } from '$src/lab/value';
import { choice, integer, text } from '$src/schema/field';
import { command, UsageError, type Io } from '../command';
import { selectOnNode } from '../select';
import { keepBackend } from '$src/experiments/keep';

/** A notebook of the lab without a page. */
export const notebook = command({
	name: 'notebook',
	about: 'runs a notebook of the lab: the value or the error of each line, in the order of the file',
	schema: {
		backend: choice(['auto', 'webgpu', 'cpu'], {
			default: 'auto',
			about: 'where runs train that do not say it themselves'
		}),
		export: text({
			default: '',
			about: 'name of a run that is saved as the LoRA nearest to it, as a folder that PEFT loads',
			pattern: /^(\p{L}[\p{L}\p{N}]*)?$/u,
			expected: 'a name that the notebook defines'
		}),
		to: text({
			default: '',
			about: 'folder for --export; it is made where it is missing',
			pattern: /^.*$/s,
			expected: 'a path to a folder'
		}),
		rank: integer({ min: 0, max: 4096, default: 0, about: 'rank for --export; 0 for that of the run' })
	},
	positional: { name: 'FILE.md', about: 'a notebook: Markdown with fences expression, control, adapter …' },
	example: 'notebook my-notebook.md --backend cpu',
	run: async (values, path, io) => {
		if ((values.export === '') !== (values.to === ''))
			throw new UsageError('notebook --export: expected a name and --to FOLDER, got one of them; give both');
		const { notebook: read, problems } = parseNotebook(await io.readText(path));
		const [problem] = problems;
		if (!read.cells.some(({ kind }) => kind !== 'text')) {
			const got = problem ? `${problem.reason} in line ${problem.line}` : 'text alone';
			throw new UsageError(
				`notebook: expected Markdown with a fence such as \`\`\`expression, got ${got} in ${path}; see the examples`
			);
		}
		for (const { reason, line } of problems) io.say(`${path}: line ${line}: ${reason}`);
		const backends = keepBackend(selectOnNode);
		const train = trainHere(backends.select);
		const chosen = (run: Run): Run => (run.backend === 'auto' ? { ...run, backend: values.backend } : run);
		let told = 0;
		const lines = await runNotebook(
			read,
			{
				train: (run, typed, options) => train(chosen(run), typed, options),
				files: (file, module) => moduleFrom(join(dirname(path), file), module, io)
			},
			io.signal,
			({ done, of }) => {
				if (done !== told) io.say(`${done} of ${of} lines`);
				told = done;
			}
		);
		backends.lose();
		const saved =
			values.export === ''
				? {}
				: { export: await save(lines.find(({ name }) => name === values.export)?.value, values, io) };
		return { cells: lines.map(printedLine), ...saved };
	}
});

async function moduleFrom(path: string, module: string | null, io: Io) {
	try {
		const [found] = (await findAdapters(await io.open(path), path)).slice(-1);
		if (!found) throw new RangeError(`loadAdapter: expected an adapter, got none in ${path}`);
		return await moduleOf((await openAdapter(found)).adapter, module);
	} catch (error) {
		// What is wrong with a file stands in its cell.
		if (error instanceof UsageError || error instanceof FileError)
			throw new RangeError(error.message, { cause: error });
		throw error;
	}
}

async function save(
	value: LabValue | undefined,
	{ export: name, to, rank }: { readonly export: string; readonly to: string; readonly rank: number },
	io: Io
): Promise<object> {
	if (value?.kind !== 'run' && value?.kind !== 'module')
		throw new UsageError(
			`notebook --export: expected a run of the notebook, got ${name}, which is ${value?.kind ?? 'not there'}; name another`
		);
	const { delta } = value;
	const made = await exportLora(delta, rank === 0 ? Math.min(...delta.shape) : rank);
	await io.write(to, made.files);
	const { error, readBack } = made;
	return { to, files: [...made.files.keys()], rank: made.rank, error, readBack };
}
