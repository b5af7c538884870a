import { BackendError } from '$src/compute/backend';
import { formNames } from '$src/experiments/federated/classifier';
import { federatedFields } from '$src/experiments/federated/fields';
import { federate, type Round } from '$src/experiments/federated/simulate';
import { significant } from '$src/math/significant';
import { choice } from '$src/schema/field';
import { command, UsageError } from '../command';

/** Federated averaging on the CPU: what the clients learn for the bytes that they send. */
export const federated = command({
	name: 'federated',
	about: 'trains a classifier of digits on clients by FedAvg, and counts the bytes that they send',
	schema: {
		form: choice(formNames, { default: 'fedpara', about: 'how its two wide matrices are written, and sent' }),
		...federatedFields
	},
	required: ['form'],
	example: 'federated --form fedpara --clients 4 --digits 3 --rank 4 --rounds 3 --seed 1',
	run: async ({ form, ...settings }, _positional, io) => {
		const rounds: Omit<Round, 'form'>[] = [];
		try {
			const end = await federate(form, settings, {
				signal: io.signal,
				onRound: ({ form: _form, ...round }) => {
					rounds.push(round);
					const { accuracy, bytes } = round;
					io.say(
						`round ${round.round} of ${settings.rounds}: accuracy ${significant(accuracy, 3)}, ${bytes} bytes`
					);
				}
			});
			if (!end) io.say(`federated: stopped after ${rounds.length - 1} of ${settings.rounds} rounds`);
			const { parameters, rank, rankOfMean, bound } = end ?? {};
			return { form, parameters, rankBound: bound, rank, rankOfMean, rounds, seed: settings.seed };
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			throw new UsageError(error.message);
		}
	}
});
