/**
 * diffusers: transformer., unet., text_encoder. before lora_A and lora_B or lora.down and lora.up; α as a tensor, or in the
 * metadata lora_adapter_metadata as the settings of PEFT behind the name of the part (loaders/lora_base.py), or nowhere.
 */
import { parsePeftConfig, type PeftConfig } from '../peftConfig';
import { storedScale, some, type Dialect } from './dialect';
import { peft } from './peft';

/** Settings of one part of a pipeline, such as `transformer.lora_alpha`. */
function settingsOf(metadata: ReadonlyMap<string, string>, part: string): PeftConfig | null {
	const text = metadata.get('lora_adapter_metadata');
	if (text === undefined) return null;
	try {
		const all: unknown = JSON.parse(text);
		if (typeof all !== 'object' || all === null) return null;
		const own = Object.entries(all)
			.filter(([key]) => key.startsWith(`${part}.`))
			.map(([key, value]) => [key.slice(part.length + 1), value as unknown] as const);
		if (!own.some(([key]) => key === 'lora_alpha')) return null;
		return parsePeftConfig(JSON.stringify({ peft_type: 'LORA', ...Object.fromEntries(own) }));
	} catch {
		return null;
	}
}

export const diffusers: Dialect = {
	name: 'diffusers',
	recognises: ({ keys }) =>
		some(keys, /\.lora_[AB](\.[^.]+)?\.weight$|lora(_linear_layer)?\.(down|up)\.weight$/),
	nameOf: (path) => path,
	scaleOf: (question) => {
		if (question.storedAlpha !== null) return storedScale(question);
		const [part = ''] = question.configName.split('.', 1);
		const config = settingsOf(question.metadata, part);
		if (!config) return storedScale(question);
		return peft.scaleOf({ ...question, config, configName: question.configName.slice(part.length + 1) });
	}
};
