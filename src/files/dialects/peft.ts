/** Folders of PEFT: base_model.model.<module>.<tensor>, and α and r in adapter_config.json beside it. PEFT 0.21, utils/save_and_load.py. */
import { some, unknownScale, type Dialect } from './dialect';

const PREFIX = 'base_model.model.';

export const peft: Dialect = {
	name: 'peft',
	recognises: ({ keys, hasConfig }) =>
		some(keys, /^base_model\.model\./) ||
		(hasConfig && some(keys, /\.(lora_(A|B|embedding_A)|hada_w1_a|lokr_w1)/)),
	nameOf: (path) => (path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path),
	scaleOf: (question) => {
		const { config, configName, method } = question;
		if (!config) return unknownScale(question);
		const rank = question.rank ?? config.rankOf(configName);
		const alpha = config.alphaOf(configName);
		// ranknum is not saved: it is set to init_r and stays that when ranks are pruned (tuners/adalora/layer.py).
		if (method === 'adalora')
			return { scale: alpha / (config.initialRank + 1e-5), from: 'alpha/(init_r + 1e-5)' };
		return config.rslora
			? { scale: alpha / Math.sqrt(rank), from: 'alpha/sqrt(r)' }
			: { scale: alpha / rank, from: 'alpha/r' };
	}
};
