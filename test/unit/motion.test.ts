/** What moves in the figures: a walk through states, a budget that flows, a picture that is added up. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flows, layoutOf, madeOf } from '$lessons/compare/budget';
import { parameters, SIZE } from '$lessons/compare/parameters';
import { Approximation, decompose, pieceOf } from '$lessons/low-rank/decomposition';
import { Walk } from '$src/components/motion/walk.svelte';
import { filled } from '$src/math/dense';

describe('a walk', () => {
	let frames: FrameRequestCallback[] = [];
	let now = 0;
	beforeEach(() => {
		[frames, now] = [[], 0];
		vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
		vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
		vi.spyOn(performance, 'now').mockImplementation(() => now);
	});
	afterEach(() => {
		vi.unstubAllGlobals();
		vi.restoreAllMocks();
	});
	const pass = (ms: number): void => {
		now += ms;
		for (const frame of frames.splice(0)) frame(now);
	};

	test('enters every state once, in order, and rests behind the last', () => {
		const entered: number[] = [];
		const walk = new Walk({ count: () => 4, each: () => 100, onstate: (state) => entered.push(state) });
		walk.press();
		for (let i = 0; i < 50; i++) pass(16);
		expect(entered).toEqual([1, 2, 3, 4]);
		expect([walk.at, walk.state, frames.length]).toEqual([null, null, 0]);
	});

	test('stops where it is when it is pressed again, and begins anew after that', () => {
		const entered: number[] = [];
		const walk = new Walk({ count: () => 4, each: () => 100, onstate: (state) => entered.push(state) });
		walk.press();
		for (let i = 0; i < 10; i++) pass(16);
		walk.press();
		pass(500);
		expect([entered, walk.at]).toEqual([[1, 2], null]);
		walk.press();
		expect(entered).toEqual([1, 2, 1]);
	});

	test('leaps over no state after a page was hidden for long', () => {
		const entered: number[] = [];
		const walk = new Walk({ count: () => 9, each: () => 100, onstate: (state) => entered.push(state) });
		walk.press();
		for (let i = 0; i < 4; i++) pass(60_000);
		expect(entered).toEqual([1, 2, 3, 4, 5]);
	});
});

describe('a budget that flows', () => {
	const area = ({ width, height }: { width: number; height: number }): number => width * height;
	const ranks = fc.integer({ min: parameters.rank.min, max: parameters.rank.max });

	test('is drawn to scale: as many numbers as the method has, whatever r is', () => {
		fc.assert(
			fc.property(ranks, fc.constantFrom(...flows), (rank, flow) => {
				const { pieces, small } = layoutOf(flow, { rank });
				const total = [...pieces, small].reduce((sum, box) => sum + area(box), 0);
				expect(total).toBeCloseTo(madeOf(flow, { rank }).parameters, 6);
			})
		);
	});

	test('keeps each of its four pieces as large in LoHa as it was in LoRA', () => {
		fc.assert(
			fc.property(ranks, (rank) => {
				const [lora, loha] = [layoutOf('lora', { rank }), layoutOf('loha', { rank })];
				expect(loha.pieces.map(area)).toEqual(lora.pieces.map(area));
			})
		);
	});

	test('stands within the height of the layer and within its own width', () => {
		fc.assert(
			fc.property(ranks, fc.constantFrom(...flows), (rank, flow) => {
				const { pieces, small, width } = layoutOf(flow, { rank });
				for (const box of [...pieces, small]) {
					expect(box.x).toBeGreaterThanOrEqual(0);
					expect(box.x + box.width).toBeLessThanOrEqual(width + 1e-9);
					expect(box.y).toBeGreaterThanOrEqual(-1e-9);
					expect(box.y + box.height).toBeLessThanOrEqual(SIZE + 1e-9);
				}
			})
		);
	});
});

test('a piece of a picture is what the next rank adds to it, from white to black around middle gray', () => {
	const picture = filled(12, 9, (i, j) => 0.5 + 0.4 * Math.sin(i * i * 1.7 + i * j * 2.3 + j * 0.3));
	const of = decompose(picture);
	const sum = new Approximation(of);
	for (const k of [1, 2, 5]) {
		const before = sum.at(k - 1).picture.data;
		const after = sum.at(k).picture.data;
		const piece = pieceOf(of, k).data.map((x) => x - 0.5);
		const largest = Math.max(...piece.map(Math.abs));
		expect(largest).toBeCloseTo(0.5, 12);
		const added = after.map((x, i) => x - (before[i] ?? NaN));
		const scale = Math.max(...added.map(Math.abs));
		added.forEach((x, i) => expect((0.5 * x) / scale).toBeCloseTo(piece[i] ?? NaN, 9));
	}
});
