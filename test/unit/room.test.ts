/** Numbers beside sliders: their place is as wide as the widest of them. */
import { expect, test } from 'vitest';
import { roomFor, valueText } from '$src/components/room';
import type { Lesson } from '$src/lesson/define';

const lessons = Object.values(
	import.meta.glob<Lesson>('/lessons/*/lesson.ts', { eager: true, import: 'default' })
);

test('no value of any slider of any lesson is wider than the place that is kept for it', () => {
	const wider: string[] = [];
	for (const { id, parameters } of lessons) {
		for (const [name, field] of Object.entries(parameters)) {
			if ((field.kind !== 'integer' && field.kind !== 'number') || name === 'seed') continue;
			const steps = Math.round((field.max - field.min) / field.step);
			const stride = Math.max(1, Math.floor(steps / 1000));
			for (let k = 0; k <= steps; k += stride) {
				const text = valueText(Math.min(field.max, field.min + k * field.step));
				if (text.length > roomFor(field)) wider.push(`${id}/${name}: ${text}`);
			}
		}
	}
	expect(wider).toEqual([]);
});

test('what binary fractions leave behind is not shown, and a minus is a minus', () => {
	expect([0.1 + 0.2, -3.3000000000000003, 16384].map(valueText)).toEqual(['0.3', '−3.3', '16384']);
});
