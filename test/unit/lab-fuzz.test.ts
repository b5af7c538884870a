/** 10,000 notebooks that somebody or something has spoilt: each is read, worked out in bounded time, and says what is wrong. */
import { expect, test } from 'vitest';
import { Random } from '$src/math/random';
import { statementsOf } from '$src/lab/language/statement';
import { formatNotebook, parseNotebook } from '$src/lab/notebook';
import { labSession } from '$src/lab/session';

const SEED = 18;

const BOOK = `# A notebook

Words with $x^2$ and a list:

\`\`\`control
r = 3 in 1..8
task = "identity" in "identity", "gaussian"
\`\`\`

\`\`\`adapter
hybrid = (A*B) .* (C*D) + kron(E, F)
A: 16xr, B: rx16, C: 16xr, D: rx16, E: 4x4 zeros, F: 4x4 0.5 frozen
\`\`\`

\`\`\`experiment
run = train(hybrid, task = task, steps = 6, lr = 0.02, seed = 3)
s = sweep(hybrid, r = 1..3, lr = list(0.1, 0.2))
\`\`\`

\`\`\`expression folded
M = gaussian(6, 5) * identity(5)'
rho = rank(best(M, 2)) + parameters(hybrid) - rankBound(lora, rank = r)
x = svd(M).sigma ./ ones(5, 1) # a comment
k = nearestKron(kron(M, M), 6, 5).error^2
\`\`\`

\`\`\`figure
spectrum(M, run.delta), against = rankBound(hybrid)
curve(s)
\`\`\`
`;

const PIECES = [
	...[
		'(',
		')',
		'"',
		"'",
		'*',
		'.*',
		'..',
		'=',
		',',
		'\n',
		'```',
		'```expression\n',
		'r',
		'M',
		'run',
		'.',
		'^',
		'/'
	],
	...[
		'1e308',
		'-',
		'99999999',
		'kron(M, M)',
		'x = x',
		'__proto__',
		'constructor',
		'𝕏',
		'손실',
		'\u0000',
		'\uFEFF'
	],
	...[
		'train(lora, steps = 1e9)',
		'1..1000000',
		'ones(4096, 4096)',
		'sweep(lora, rank = 1..64)',
		'⊗',
		'⊤',
		'#',
		'$',
		'\\'
	]
];

function spoilt(n: number): string {
	const random = new Random(SEED, `spoilt/${n}`);
	let counter = 0;
	const below = (limit: number): number => Math.floor((random.uniforms(counter++)[0] ?? 0) * limit);
	let text = BOOK;
	for (let change = 1 + below(4); change > 0; change--) {
		const at = below(text.length);
		const length = below(12);
		const piece =
			below(3) === 0 ? text.slice(below(text.length)).slice(0, 20) : (PIECES[below(PIECES.length)] ?? '');
		const kind = below(3);
		text = text.slice(0, at) + (kind === 0 ? '' : piece) + text.slice(kind === 1 ? at : at + length);
	}
	return text;
}

test('all are read, line by line, and read the same once they are written', () => {
	// A cell that is as it was in another of them says the same.
	const seen = new Set<string>();
	for (let n = 0; n < 10_000; n++) {
		const { notebook } = parseNotebook(spoilt(n));
		for (const { kind, text } of notebook.cells) {
			if (seen.has(kind + text)) continue;
			seen.add(kind + text);
			for (const { body, from } of statementsOf(kind, text)) {
				if (from > text.length || (body.kind === 'unreadable' && body.error.message === ''))
					throw new Error(`${n}: ${JSON.stringify(text)}`);
			}
		}
		const again = parseNotebook(formatNotebook(notebook)).notebook;
		const [first, second] = [notebook, again].map(({ cells }) =>
			cells.map(({ kind, text }) => kind + text).join('\n')
		);
		if (first !== second) throw new Error(`${n}: ${JSON.stringify(first)}`);
	}
});

test('some of them are worked out: every line ends, and no other thing than a line fails', async () => {
	for (let n = 0; n < 150; n++) {
		const { notebook } = parseNotebook(spoilt(n));
		let runs = 0;
		const session = labSession({
			onChange: () => undefined,
			train: () => {
				runs += 1;
				return Promise.reject(new Error('nothing trains here'));
			}
		});
		session.setNotebook(notebook);
		await session.settled();
		expect(runs).toBeLessThan(200);
		for (const { id, kind, text } of notebook.cells) {
			const { status, error } = session.state(id);
			expect(['done', 'failed']).toContain(status);
			expect(status === 'failed').toBe(error !== null);
			if (error) expect(error.message).not.toMatch(/undefined|\[object|is not a function|Cannot read/);
			if (error?.at !== null && error?.at !== undefined) expect(error.at).toBeLessThanOrEqual(text.length);
			if (kind === 'text') expect(status).toBe('done');
		}
		session.dispose();
	}
});
