/** A test that makes the code complain fails: nothing here may write a warning or an error to the console. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

const complaints: string[] = [];

beforeEach(() => {
	complaints.length = 0;
	for (const kind of ['warn', 'error'] as const) {
		vi.spyOn(console, kind).mockImplementation((...words: unknown[]) => {
			complaints.push(`console.${kind}: ${words.map(String).join(' ')}`);
		});
	}
});

afterEach(() => {
	expect(complaints).toEqual([]);
});
