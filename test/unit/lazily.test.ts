import { expect, test, vi } from 'vitest';
import { lazily, lazilyMapped } from '$src/lazily';

const three = () => {
	const makers = [1, 2, 3].map((n) => vi.fn(() => (n === 2 ? NaN : n)));
	const map = lazily(['a', 'b', 'c'].map((key, i) => [key, makers[i] ?? ((): number => 0)]));
	return { map, made: () => makers.map((make) => make.mock.calls.length) };
};

test('a value is made when it is asked for, once, and no other with it', () => {
	const { map, made } = three();
	expect([map.size, map.has('b'), map.has('d'), [...map.keys()]]).toEqual([3, true, false, ['a', 'b', 'c']]);
	expect(made()).toEqual([0, 0, 0]);
	expect([map.get('b'), map.get('b'), map.get('d'), map.get('constructor')]).toEqual([
		NaN,
		NaN,
		undefined,
		undefined
	]);
	expect(made()).toEqual([0, 1, 0]);
});

test('it reads like any map, in the order of its makers', () => {
	const { map, made } = three();
	map.get('c');
	const whole = new Map(map);
	expect([...whole]).toEqual([
		['a', 1],
		['b', NaN],
		['c', 3]
	]);
	expect([...map.entries()]).toEqual([...whole]);
	expect([...map.values()]).toEqual([...whole.values()]);
	const seen: [string, number][] = [];
	map.forEach((value, key) => seen.push([key, value]));
	expect(seen).toEqual([...whole]);
	expect(made()).toEqual([1, 1, 1]);
});

test('what becomes of its values is made as late', () => {
	const { map, made } = three();
	const twice = lazilyMapped(map, (value, key) => `${key}${2 * value}`);
	expect(twice.get('c')).toBe('c6');
	expect(made()).toEqual([0, 0, 1]);
	expect([...twice.values()]).toEqual(['a2', 'bNaN', 'c6']);
});
