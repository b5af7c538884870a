/** The worker of the federated simulation: each form in turn, so that no round holds up the page. */
import { BackendError } from '$src/compute/backend';
import { serve, type Tell } from '../serve';
import type { FormName } from './fields';
import type { FederatedAnswer, FederatedQuestion } from './protocol';
import { federate } from './simulate';

serve<FederatedQuestion, FederatedAnswer>(async (question, tell, signal) => {
	for (const form of question.forms) {
		if (signal.aborted) return;
		await trainForm(form, question, tell, signal);
	}
});

async function trainForm(
	form: FormName,
	{ settings }: FederatedQuestion,
	tell: Tell<FederatedAnswer>,
	signal: AbortSignal
): Promise<void> {
	try {
		const trained = await federate(form, settings, {
			signal,
			onRound: (round) => tell({ kind: 'round', round })
		});
		if (!trained) return;
		const { weights: _weights, ...told } = trained;
		tell({ kind: 'trained', trained: told });
	} catch (error) {
		// What is none of the backend's is a mistake of ours: the line tells it.
		if (!(error instanceof BackendError)) throw error;
		tell({ kind: 'failed', form, reason: error.reason, message: error.message });
	}
}
