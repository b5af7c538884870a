import { BackendError } from '$src/compute/backend';
import { federatedFields, type FederatedSettings, type FormName } from '$src/experiments/federated/fields';
import { formField } from '$src/experiments/federated/receipt';
import { federate, type Round } from '$src/experiments/federated/simulate';
import { significant } from '$src/math/significant';
import { command, UsageError, type Io } from '../command';

/** What a federated run answers; `replay` answers the same and whether the bits agree. */
export async function federateAndReport(form: FormName, settings: FederatedSettings, io: Io) {
	const rounds: Omit<Round, 'form'>[] = [];
	const end = await federate(form, settings, {
		signal: io.signal,
		onRound: ({ form: _form, ...round }) => {
			rounds.push(round);
			const { accuracy, bytes } = round;
			io.say(
				`round ${round.round} of ${settings.rounds}: accuracy ${significant(accuracy, 3)}, ${bytes} bytes`
			);
		}
	}).catch((error: unknown) => {
		if (!(error instanceof BackendError)) throw error;
		throw new UsageError(error.message);
	});
	if (!end) io.say(`federated: stopped after ${rounds.length - 1} of ${settings.rounds} rounds`);
	const { parameters, rank, rankOfMean, bound, receipt } = end ?? {};
	const { seed } = settings;
	return { form, parameters, rankBound: bound, rank, rankOfMean, rounds, seed, receipt };
}

/** Federated averaging on the CPU: what the clients learn for the bytes that they send. */
export const federated = command({
	name: 'federated',
	about: 'trains a classifier of digits on clients by FedAvg, and counts the bytes that they send',
	schema: { form: formField, ...federatedFields },
	required: ['form'],
	example: 'federated --form fedpara --clients 4 --digits 3 --rank 4 --rounds 3 --seed 1',
	run: async ({ form, ...settings }, _positional, io) => federateAndReport(form, settings, io)
});
