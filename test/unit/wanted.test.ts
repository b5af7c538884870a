/** What words of a lesson set: legal values of its own parameters, or a mistake that stops the build. */
import { describe, expect, test } from 'vitest';
import { parameters } from '$lessons/loha/parameters';
import { wanted } from '$src/lesson/wanted';

describe('words that set parameters', () => {
	test('have values with the types of the parameters', () => {
		expect(wanted(parameters, { r1: '4', source: 'tied', terms: '', drawTied: 'true' })).toEqual({
			r1: 4,
			source: 'tied',
			terms: '',
			drawTied: true
		});
	});

	test.each([
		[{ rank: '8' }, 'expected a parameter of the lesson, got "rank"'],
		[{ constructor: '8' }, 'expected a parameter of the lesson, got "constructor"'],
		[{ r1: '9' }, 'got "9"'],
		[{ source: 'none' }, 'got "none"'],
		[{}, 'got none']
	])('%j are refused', (settings, message) => {
		expect(() => wanted(parameters, settings)).toThrow(message);
	});
});
