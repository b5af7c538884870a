/** What a family of models is: the names that its config.json may have as model_type, and how one is read. */
import type { Config } from './config';
import type { ModelShape } from './shape';

export interface Family {
	/** Each with PEFT 0.21's target modules for it (utils/constants.py), null where it names none. */
	readonly types: Readonly<Record<string, readonly string[] | null>>;
	/** @throws ConfigError where the file does not describe such a model */
	readonly read: (config: Config, type: string) => Omit<ModelShape, 'type' | 'defaultTargets'>;
}
