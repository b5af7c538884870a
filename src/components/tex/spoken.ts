/**
 * TeX of a symbol → a name that can be read out: no underscores, no backslashes, no braces. For names of controls and
 * pictures only; formulas have their MathML. It knows the symbols of the lessons, not all of TeX.
 */
import { own } from '$src/own';

const letters: Readonly<Record<string, string>> = {
	alpha: 'α',
	beta: 'β',
	delta: 'δ',
	Delta: 'Δ',
	epsilon: 'ε',
	eta: 'η',
	lambda: 'λ',
	mu: 'μ',
	rho: 'ρ',
	sigma: 'σ',
	Sigma: 'Σ',
	theta: 'θ',
	Theta: 'Θ',
	otimes: '⊗',
	odot: '⊙',
	times: '×',
	cdot: '·'
};

/** Change how what follows looks, not what it is called. */
const looks = new Set([
	'mathbf',
	'mathrm',
	'mathit',
	'mathcal',
	'text',
	'operatorname',
	'left',
	'right',
	'hat',
	'tilde'
]);

/** @param star how * is read out @returns such as `X 1` for X_1, `ΔW` for \Delta W, `M full` for M_{\text{full}} */
export function spoken(tex: string, star = 'star'): string {
	return tex
		.replaceAll(/\\htmlData\{[^}]*\}/g, '')
		.replaceAll(/\\([A-Za-z]+)\s*/g, (_, name: string) =>
			looks.has(name) ? '' : (own(letters, name) ?? `${name} `)
		)
		.replaceAll(/\\[,;:! ]/g, ' ')
		.replaceAll('*', star)
		.replaceAll(/[_^]/g, ' ')
		.replaceAll(/[{}\\$]/g, '')
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/\s+([),])/g, '$1')
		.trim();
}
