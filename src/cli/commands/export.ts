import { methods } from '$src/adapters/index';
import { savedType, type Method } from '$src/adapters/method';
import { peftFolder, savable, trainedModules, whyNotSaved } from '$src/experiments/peftFolder';
import { parseReceipt } from '$src/receipt/receipt';
import { command, UsageError } from '../command';
import { folderField } from './adapters';
import { trainAndReport } from './train';

/** A run of the lessons, trained again and saved as PEFT saves it. */
export const exportRun = command({
	name: 'export',
	about:
		'trains the run of a receipt and saves its adapter as a folder that PEFT loads, read back and compared',
	schema: { to: folderField },
	required: ['to'],
	positional: { name: 'RECEIPT', about: 'the receipt of a run: a query, or an address that holds one' },
	example:
		'export "method=lora&out=32&in=32&rank=4&task=identity&steps=200&seed=5&backend=cpu" --to my-adapter',
	run: async ({ to }, written, io) => {
		const { run, digest, problems } = parseReceipt(written);
		const [first] = problems;
		if (first)
			throw new UsageError(
				`export ${first.field}: expected ${first.expected}, got ${first.got === '' ? 'nothing' : first.got}; check that the receipt is whole`
			);
		const method: Method = methods[run.method];
		if (savedType(method) === undefined)
			throw new UsageError(
				`export: expected a method that PEFT saves as factors, got ${method.title}; try ${savable.join(', ')}`
			);
		const { result } = await trainAndReport(run, io);
		if (digest !== null && parseReceipt(result.receipt).digest !== digest)
			io.say('the run ended with other bits than the receipt says: another backend or version trained it');
		const modules = trainedModules(run, result.factors);
		const reason = whyNotSaved(run, modules);
		if (reason !== null) throw new UsageError(`export: ${reason}`);
		const { files, error } = await peftFolder(run, modules);
		await io.write(to, files);
		return { to, files: [...files.keys()], readBack: { error, same: true }, receipt: written };
	}
});
