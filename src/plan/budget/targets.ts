/**
 * Which matrices of a model are trained, by PEFT's rules for target_modules: a list names ends of paths, a regular
 * expression must match all of one, `all-linear` is every linear layer but the output head, and the experts of a mixture
 * too. Source: PEFT 0.21, tuners/tuners_utils.py (check_target_module_exists, _maybe_include_all_linear_layers).
 */
import { matcherOf, PatternError } from '$src/files/pattern';
import type { Group, ModelShape } from '../families/shape';
import { refusePlan } from './error';
import type { PlanMethod } from './fields';

export interface Target {
	readonly group: Group;
	/** Full paths of the modules that are meant. */
	readonly paths: readonly string[];
}

/** Paths of all modules of a group, from the first layer to the last. */
export const pathsOf = ({ name, layers }: Pick<Group, 'name' | 'layers'>): string[] =>
	name.includes('*') ? Array.from({ length: layers }, (_, i) => name.replace('*', String(i))) : [name];

/** Ends of paths, at a dot. */
export const namedBy = (names: readonly string[]): ((path: string) => boolean) => {
	const known = new Set(names);
	return (path) => {
		for (let at = path.length; at > 0; at = path.lastIndexOf('.', at - 1))
			if (known.has(path.slice(at === path.length ? 0 : at + 1))) return true;
		return known.has(path);
	};
};

const isExpression = (modules: string): boolean => /[\\*()[\]^$?+|{}]/.test(modules);

function matcherFor(modules: string): (path: string) => boolean {
	if (!isExpression(modules)) return namedBy(modules.split(','));
	try {
		return matcherOf(modules);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		return refusePlan(
			'pattern',
			'modules that can be matched',
			`${error.message} in ${modules}`,
			'write the names out',
			modules
		);
	}
}

/** Last parts of the names of what can be trained, each once. */
const endsOf = ({ groups }: ModelShape): string =>
	[...new Set(groups.filter(({ kind }) => kind !== 'other').map(({ name }) => name.split('.').at(-1)))].join(
		', '
	);

/** Why PEFT puts no such adapter there; null where it does. */
function objection({ kind, name }: Group, method: PlanMethod): string | null {
	if (method === 'full') return null;
	if (kind === 'other') return `${name}, which is no matrix`;
	if ((kind === 'experts' || kind === 'router') && method !== 'lora')
		return `${name}, a parameter of its own, which PEFT trains with LoRA alone`;
	if (kind === 'embedding' && (method === 'loha' || method === 'lokr'))
		return `${name}, an embedding, which PEFT trains with LoRA and DoRA alone`;
	if (kind === 'convolution' && method === 'lokr')
		return `${name}, a convolution, whose LoKr is not counted here`;
	return null;
}

/** @throws PlanError where nothing is meant, or something that gets no such adapter */
export function targetsOf(model: ModelShape, modules: string, method: PlanMethod): Target[] {
	if (modules === 'all') {
		if (method !== 'full')
			refusePlan('all', 'modules by name, or all-linear', 'all', 'only full trains all of a model');
		return model.groups.map((group) => ({ group, paths: pathsOf(group) }));
	}
	const chosen = modules === 'default' ? defaultOf(model) : modules;
	if (chosen === 'all-linear') return allLinear(model, method);
	const isMeant = matcherFor(chosen);
	const found = model.groups.flatMap((group) => {
		const paths = pathsOf(group).filter(isMeant);
		return paths.length > 0 ? [{ group, paths }] : [];
	});
	if (found.length === 0)
		refusePlan('none-found', `modules among ${endsOf(model)}`, modules, 'or all-linear');
	for (const { group } of found) {
		const why = objection(group, method);
		if (why)
			refusePlan(
				'not-supported',
				`modules that ${method} can be put on`,
				why,
				'leave it out, or take another method',
				group.name
			);
	}
	return found;
}

const defaultOf = ({ defaultTargets, type }: ModelShape): string =>
	defaultTargets?.join(',') ??
	refusePlan(
		'no-default',
		'modules by name, or all-linear',
		`default for ${type}`,
		'PEFT has no default for it'
	);

/**
 * What all-linear reaches. Heads for classes are left out, as PEFT does it for a model that it is told to classify with;
 * experts and their router are LoRA's alone (target_parameters), and PEFT refuses DoRA on them.
 */
function allLinear({ groups }: ModelShape, method: PlanMethod): Target[] {
	const isLayer = ({ kind, role }: Group): boolean =>
		role === 'body' && (kind === 'linear' || kind === 'conv1d');
	const isParameter = ({ kind }: Group): boolean => kind === 'experts' || kind === 'router';
	if (method === 'dora' && groups.some(isParameter))
		refusePlan(
			'experts',
			'a model without experts for DoRA on all-linear',
			'experts',
			'name modules such as q_proj,v_proj, or take LoRA'
		);
	const isMeant = (group: Group): boolean =>
		isLayer(group) || (isParameter(group) && (method === 'lora' || method === 'full'));
	return groups.filter(isMeant).map((group) => ({ group, paths: pathsOf(group) }));
}
