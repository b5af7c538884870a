/** Numbers beside sliders: their place is as wide as the widest of them. */
import { expect, test } from 'vitest';
import { exact } from '$src/components/numbers/numbers';
import { roomFor } from '$src/components/room';
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
				const text = exact(Math.min(field.max, field.min + k * field.step));
				if (text.length > roomFor(field)) wider.push(`${id}/${name}: ${text}`);
			}
		}
	}
	expect(wider).toEqual([]);
});
