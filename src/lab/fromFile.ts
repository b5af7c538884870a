/** A module of an opened adapter file as a value of the lab: what `loadAdapter` answers, on a page and on the command line. */
import type { Adapter, AdapterModule } from '$src/files/adapter';
import { measureModule } from '$src/files/measured';
import { scaled } from '$src/math/dense';
import { denseOf } from '$src/math/made';
import { rankTolerance } from '$src/math/rank';
import { LIMITS, matrixOf } from './language/matrices';
import type { ModuleValue } from './value';

/** Names that are listed where one is wrong. */
const LISTED = 8;

/**
 * @param wanted a module's name, or its end; null where there is only one
 * @throws RangeError that says which there are; FileError where its numbers cannot be read
 */
export async function moduleOf(
	{ file, dialect, modules }: Adapter,
	wanted: string | null
): Promise<ModuleValue> {
	const module = moduleNamed(file, modules, wanted);
	const { shape, method, rankBound } = module.layout;
	const [rows = 1, columns = 1] = shape;
	if (shape.length !== 2 || rows * columns > LIMITS.elements) {
		throw new RangeError(
			`loadAdapter: expected a matrix of at most ${LIMITS.elements} elements, got ${shape.join(' × ')} of ${module.name}; take another module`
		);
	}
	const { scale, made } = await module.load();
	const { singularValues, rank, stableRank } = await measureModule(module, []);
	const tolerance = rankTolerance(rows, columns) * (singularValues[0] ?? 0);
	return {
		...{ kind: 'module', name: module.name, file, dialect, method, rankBound, isDora: module.hasMagnitude },
		parameters: module.parameters,
		delta: {
			...matrixOf({ ...scaled(scale, denseOf(made)), shape: [rows, columns] }),
			measured: { singularValues, rank, tolerance, stableRank }
		}
	};
}

function moduleNamed(file: string, modules: readonly AdapterModule[], wanted: string | null): AdapterModule {
	const fitting =
		wanted === null
			? modules
			: (only(modules.filter(({ name }) => name === wanted)) ??
				modules.filter(({ name }) => name.endsWith(wanted)));
	const [module, ...more] = fitting;
	if (module && more.length === 0) return module;
	const names = (module ? fitting : modules).map(({ name }) => name);
	const listed = names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ', …' : '');
	throw new RangeError(
		`loadAdapter: expected one module of ${file}, got ${wanted ?? `${modules.length} of them`}; name one of ${listed}`
	);
}

const only = <T>(found: readonly T[]): readonly T[] | null => (found.length > 0 ? found : null);
