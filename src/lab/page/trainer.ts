/**
 * Trains for a session of the lab in the training worker, one run at a time (src/experiments/worker.ts). Whoever stops
 * waiting has the worker stopped.
 */
import { Line, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Answer, Note, Request, Result } from '$src/experiments/protocol';
import type { Progress, Trainer } from '../session';

export interface TrainerOptions {
	readonly connect: () => WorkerEnd<Request, Answer, Note>;
	/** What the worker measured of the backends, to be kept. */
	readonly onCalibrated?: (written: string) => void;
}

interface Asked {
	readonly steps: number;
	readonly onProgress: (progress: Progress) => void;
	readonly resolve: (result: Result) => void;
	readonly reject: (error: Error) => void;
}

/** @returns a trainer, and what ends its worker */
export function workerTrainer({ connect, onCalibrated }: TrainerOptions): {
	readonly train: Trainer;
	readonly end: () => void;
} {
	let asked: Asked | null = null;
	const settle = (): Asked | null => {
		const was = asked;
		asked = null;
		return was;
	};
	const lost = ({ how, message }: Loss): void =>
		settle()?.reject(new Error(how === 'stopped' ? 'stopped' : message || how));
	const line = new Line<Request, Answer, Note>(connect, { hear, lost });

	function hear(answer: Answer): void {
		if (answer.kind === 'calibrated') return onCalibrated?.(answer.written);
		if (!asked) return;
		if (answer.kind === 'progress') {
			const share = (answer.fromStep + answer.losses.length) / Math.max(1, asked.steps);
			asked.onProgress({ share, losses: { fromStep: answer.fromStep, values: answer.losses } });
		} else if (answer.kind === 'done' || answer.kind === 'stopped') settle()?.resolve(answer.result);
		else if (answer.kind === 'failed')
			settle()?.reject(Object.assign(new Error(answer.message), { reason: answer.reason }));
	}

	const train: Trainer = (run, typed, { signal, onProgress, target }) =>
		new Promise<Result>((resolve, reject) => {
			if (signal.aborted) return reject(new Error('stopped'));
			asked = { steps: run.steps, onProgress, resolve, reject };
			const mine = asked;
			signal.addEventListener(
				'abort',
				() => {
					if (asked !== mine) return;
					settle();
					line.stop();
					reject(new Error('stopped'));
				},
				{ once: true }
			);
			line.ask({
				kind: 'train',
				run,
				leastMs: 0,
				from: null,
				...(typed && { typed }),
				...(target && { target })
			});
		});
	return { train, end: () => line.end() };
}
