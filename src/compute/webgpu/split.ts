/**
 * Long sums in two stages, a fixed number of terms each, so that many threads share a sum that few elements need, such
 * as the gradient of LoKr's small block. Schedule → schedule, by the length of a sum alone: every form of the code and
 * every rank adds in the same order.
 */
import { countOf } from '$src/math/tensor';
import { arg, argumentsOf, lettersNamedIn } from '$src/algebra/scalar';
import type { Kernel, Phase, Read, Schedule, Slot, Statement } from '../schedule/schedule';

/** Terms from which a sum is long, and the most parts that it is made of. */
const [LONG, MOST_PARTS] = [512, 16];

export function splitLongSums(schedule: Schedule): Schedule {
	const slots = [...schedule.slots];
	let { arena } = schedule;
	const slotFor = (name: string, length: number): Slot => {
		const slot: Slot = { name, kind: 'formed', offset: arena, length };
		slots.push(slot);
		arena += length;
		return slot;
	};
	const phases = schedule.phases.flatMap(({ kernels }): Phase[] => {
		const [first, second]: [Kernel[], Kernel[]] = [[], []];
		for (const kernel of kernels) {
			const parts = kernel.statements.map((s) => (isLong(s) ? inParts(s, slotFor) : null));
			if (parts.every((p) => p === null)) first.push(kernel);
			else {
				first.push(...parts.flatMap((p) => p?.part ?? []));
				second.push({ ...kernel, statements: kernel.statements.map((s, i) => parts[i]?.whole ?? s) });
			}
		}
		return second.length === 0 ? [{ kernels: first }] : [{ kernels: first }, { kernels: second }];
	});
	return { ...schedule, slots, arena, phases };
}

/** Largest divisor that is a number of parts. */
function partsOf(size: number): number {
	let parts = MOST_PARTS;
	while (size % parts !== 0) parts--;
	return parts;
}

function isLong({ reduce, reduced, reads, body }: Statement): boolean {
	const terms = reduced.reduce((n, l) => n * l.size, 1);
	if (reduce !== 'sum' || terms < LONG || partsOf(reduced[0]?.size ?? 1) === 1) return false;
	if (reads.some((r) => r.picked)) return false;
	return (
		lettersNamedIn(body).size === 0 && argumentsOf(body).every((i) => typeof reads[i]?.from === 'object')
	);
}

/** The sums of the parts, one kernel, and the statement that adds them up. */
function inParts(
	statement: Statement,
	slotFor: (name: string, length: number) => Slot
): { part: Kernel[]; whole: Statement } | null {
	const { out, reduced, reads, name } = statement;
	const [first, ...others] = reduced;
	if (!first) return null;
	const parts = partsOf(first.size);
	const terms = first.size / parts;
	// No letter of a notation has two characters.
	const letter = { name: `${first.name}/${terms}`, size: parts };
	const count = countOf(out.map((l) => l.size));
	const target = slotFor(`parts of ${name}`, parts * count);
	const part: Statement = {
		...statement,
		name: `${name}, ${letter.name}`,
		out: [letter, ...out],
		reduced: [{ ...first, size: terms }, ...others],
		reads: reads.map((read): Read => {
			const own = read.strides.find((s) => s.letter === first.name);
			if (!own) return read;
			return { ...read, strides: [...read.strides, { letter: letter.name, stride: terms * own.stride }] };
		}),
		outer: null,
		target
	};
	let stride = count;
	const strides = [letter, ...out].map((l, i) => {
		if (i > 0) stride /= l.size;
		return { letter: l.name, stride };
	});
	const whole: Statement = {
		...statement,
		reduced: [letter],
		reads: [...reads, { from: target, strides }],
		body: arg(reads.length)
	};
	return { part: [{ count: parts * count, statements: [part] }], whole };
}
