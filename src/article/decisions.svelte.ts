/** What the reader has decided, claim by claim. It lasts as long as the page, unless somebody keeps it. */
import { verdicts, type ClaimVerdict } from './claim';
import { claims, type ClaimId } from './claims';

/** How a decision stands: as ours or not; or our marks were shown before it was taken. */
export type Standing = 'right' | 'wrong' | 'shown';

/** Where decisions are kept between visits. What it reads need not be ours: it is checked here. */
export interface Keeper {
	/** Claim id → verdict, as it is kept now; a claim that is gone has been erased, in this window or another. */
	read(): ReadonlyMap<string, string>;
	note(id: ClaimId, verdict: ClaimVerdict, standing: Standing): void;
}

export class Decisions {
	/** On this page. Null: asked again. */
	#made = $state.raw<ReadonlyMap<ClaimId, ClaimVerdict | null>>(new Map());
	#keeper = $state.raw<Keeper | null>(null);
	#seen = false;

	/** Takes over what was decided before, and keeps what is decided from now on. */
	keepIn(keeper: Keeper): void {
		this.#keeper = keeper;
	}

	of(id: ClaimId): ClaimVerdict | undefined {
		const made = this.#made.get(id);
		if (made === null) return undefined;
		if (!this.#keeper) return made;
		const kept = this.#keeper.read().get(id);
		return kept === undefined ? undefined : (made ?? verdicts.find((each) => each === kept));
	}

	/** How many are decided. */
	get count(): number {
		return claims.filter(({ id }) => this.of(id) !== undefined).length;
	}

	/** In how many the reader decided as we do. */
	get agreed(): number {
		return claims.filter(({ id, verdict }) => this.of(id) === verdict).length;
	}

	decide(id: ClaimId, verdict: ClaimVerdict): void {
		this.#made = new Map(this.#made).set(id, verdict);
		const agrees = claims.some((claim) => claim.id === id && claim.verdict === verdict);
		this.#keeper?.note(id, verdict, this.#seen ? 'shown' : agrees ? 'right' : 'wrong');
	}

	/** Asks again on this page; what is kept stays until the next decision. */
	reopen(id: ClaimId): void {
		this.#made = new Map(this.#made).set(id, null);
	}

	/** All our marks have been shown: what is decided from here on was no guess. */
	see(): void {
		this.#seen = true;
	}
}
