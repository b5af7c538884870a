/**
 * Adapters whose start changed the base weight as well (PiSSA, OLoRA, CorDA, LoRA-GA, LoftQ, KaSA): PEFT 0.21 does that again
 * when it loads one, by the configuration. A folder of other factors would either not say it and lie beside the base as it
 * was, or say it and have another part taken out. So none is written.
 */
import type { Adapter } from './adapter';
import { fail } from './notes';

type Told = Pick<Adapter, 'file' | 'notes'>;

/** What the configuration says of it, and what to do; null where the base weight stays. */
function changeOf({ notes }: Told): { readonly got: string; readonly remedy: string } | null {
	const start = notes.find(({ kind }) => kind === 'base-changed');
	const stored = 'if your base is stored as changed, set init_lora_weights to true';
	if (start) {
		const init = String(start.values['got']);
		const convert = `save it in PEFT with path_initial_model_for_weight_conversion, or, ${stored}`;
		// PEFT converts all others (LoraModel._convert_state_dict_for_initial_model).
		return { got: `init_lora_weights is ${init}`, remedy: /^loftq/i.test(init) ? stored : convert };
	}
	const isKasa = notes.some(
		({ kind, values }) => kind === 'also-in-config' && values['key'] === 'kasa_config'
	);
	return isKasa
		? { got: 'kasa_config is set', remedy: 'if your base is stored as changed, take kasa_config out' }
		: null;
}

/**
 * Lets adapters through that can be written as factors beside the base as it was. Of those that changed it in one way the
 * weights may also sum to zero, as of a trained one and its start: what they took out cancels.
 * @throws FileError otherwise
 */
export function requireSameBase(terms: readonly { readonly adapter: Told; readonly weight: number }[]): void {
	for (const { adapter } of terms) {
		const change = changeOf(adapter);
		if (!change) continue;
		const weights = terms
			.filter((term) => changeOf(term.adapter)?.got === change.got)
			.map((term) => term.weight);
		const largest = Math.max(...weights.map(Math.abs));
		const sum = weights.reduce((total, weight) => total + weight, 0);
		if (Math.abs(sum) > 1e-9 * largest) fail('base-changed-alone', { file: adapter.file, ...change });
	}
}
