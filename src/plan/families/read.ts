/** A config.json of any kind that is known here → the shape of its model. All kinds: the only list. */
import { own } from '$src/own';
import { bertLike } from './bert';
import { Config, refuse } from './config';
import { want } from './wanted';
import { decoder } from './decoder';
import type { Family } from './family';
import { gpt } from './gpt';
import type { ModelShape } from './shape';
import { t5 } from './t5';

const families: readonly Family[] = [decoder, gpt, bertLike, t5];

/** What model_type may be. */
export const knownTypes: readonly string[] = families.flatMap(({ types }) => Object.keys(types));

export interface ReadModel {
	readonly model: ModelShape;
	/** The part of the file that was read, as JSON: it describes the same model. */
	readonly used: string;
}

/** @param text of a config.json @throws ConfigError with what was expected, what came, and what to do */
export function readModel(text: string): ReadModel {
	const config = new Config(text);
	const type = config.text('model_type');
	const family = families.find(({ types }) => own(types, type) !== undefined);
	if (!family) {
		return refuse(
			want('type', 'model_type', knownTypes.join(', ')),
			type,
			config.value('text_config') === undefined
				? 'other kinds of model are not counted here'
				: 'of a model of text and images paste its text_config alone'
		);
	}
	const model = { type, ...family.read(config, type), defaultTargets: own(family.types, type) ?? null };
	return { model, used: config.used };
}
