/** What the reader has decided, claim by claim. It lasts as long as the page, unless somebody keeps it. */
import { verdicts, type Verdict } from './claim';
import { claims, type ClaimId } from './claims';

/** How a decision stands: as ours or not; or our marks were shown before it was taken. */
export type Standing = 'right' | 'wrong' | 'shown';

/** Where decisions are kept between visits. What it reads need not be ours: it is checked here. */
export interface Keeper {
	/** Claim id → verdict. */
	read(): Readonly<Record<string, string>>;
	note(id: ClaimId, verdict: Verdict, standing: Standing): void;
}

export class Decisions {
	#made = $state.raw<Readonly<Partial<Record<ClaimId, Verdict>>>>({});
	#keeper: Keeper | undefined;
	#seen = false;

	/** Takes over what was decided before, and keeps what is decided from now on. */
	keepIn(keeper: Keeper): void {
		this.#keeper = keeper;
		const kept = new Map(Object.entries(keeper.read()));
		const known = claims.flatMap(({ id }) => {
			const verdict = verdicts.find((each) => each === kept.get(id));
			return verdict ? [[id, verdict] as const] : [];
		});
		this.#made = { ...Object.fromEntries(known), ...this.#made };
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
		this.#made = { ...this.#made, [id]: verdict };
		const agrees = claims.some((claim) => claim.id === id && claim.verdict === verdict);
		this.#keeper?.note(id, verdict, this.#seen ? 'shown' : agrees ? 'right' : 'wrong');
	}

	/** Asks again on this page; what is kept stays until the next decision. */
	reopen(id: ClaimId): void {
		const { [id]: _, ...others } = this.#made;
		this.#made = others;
	}

	/** All our marks have been shown: what is decided from here on was no guess. */
	see(): void {
		this.#seen = true;
	}
}
