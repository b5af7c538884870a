/** What the reader has decided, claim by claim. It lasts as long as the page, unless somebody keeps it. */
import { verdicts, type Verdict } from './claim';
import { claims, type ClaimId } from './claims';

/** Where decisions are kept between visits. What it reads need not be ours: it is checked here. */
export interface Keeper {
	/** Claim id → verdict. */
	read(): Readonly<Record<string, string>>;
	write(decisions: Readonly<Partial<Record<ClaimId, Verdict>>>): void;
}

export class Decisions {
	#made = $state.raw<Readonly<Partial<Record<ClaimId, Verdict>>>>({});
	readonly #keeper: Keeper | undefined;

	constructor(keeper?: Keeper) {
		this.#keeper = keeper;
		const kept = new Map(Object.entries(keeper?.read() ?? {}));
		this.#made = Object.fromEntries(
			claims.flatMap(({ id }) => {
				const verdict = verdicts.find((known) => known === kept.get(id));
				return verdict ? [[id, verdict]] : [];
			})
		);
	}

	of(id: ClaimId): Verdict | undefined {
		return this.#made[id];
	}

	/** How many are decided. */
	get count(): number {
		return claims.filter(({ id }) => this.of(id) !== undefined).length;
	}

	/** In how many the reader decided as we do. */
	get agreed(): number {
		return claims.filter(({ id, verdict }) => this.of(id) === verdict).length;
	}

	decide(id: ClaimId, verdict: Verdict): void {
		this.#change({ ...this.#made, [id]: verdict });
	}

	/** As if the claim had not been decided. */
	reopen(id: ClaimId): void {
		const { [id]: _, ...others } = this.#made;
		this.#change(others);
	}

	#change(made: Readonly<Partial<Record<ClaimId, Verdict>>>): void {
		this.#made = made;
		this.#keeper?.write(made);
	}
}
