/** The settings of the federated figure as parameters of the page that it is on, and its receipts behind that page's address. */
import { federatedFields, type FederatedSettings } from '$src/experiments/federated/fields';
import {
	federatedReceiptFields,
	formatFederated,
	isFederated,
	parseFederated,
	promisedByFederated
} from '$src/experiments/federated/receipt';
import type { ReadOther } from '$src/lesson/otherReceipt';
import { own } from '$src/own';

type Name = keyof FederatedSettings;
const names = Object.keys(federatedFields) as readonly Name[];
/** Other figures of the page have ranks and seeds as well. */
const parameterOf = (name: Name): string => `federated-${name}`;

/** As `federated-clients`; in an address where they are not as the page opens. */
export const federatedParameters = Object.fromEntries(
	names.map((name) => [parameterOf(name), { ...federatedFields[name], always: false }])
) as unknown as { readonly [N in Name as `federated-${N}`]: (typeof federatedFields)[N] };

type Values = Readonly<Record<string, string | number | boolean>>;

/** Settings → parameters of the page. */
export const toParameters = (settings: Partial<FederatedSettings>): Values =>
	Object.fromEntries(
		names.flatMap((name) => {
			const value = settings[name];
			return value === undefined ? [] : [[parameterOf(name), value]];
		})
	);

/** @throws RangeError where the page has not these parameters */
export function federatedIn(values: Values): FederatedSettings {
	const entries = names.map((name) => {
		const value = own(values, parameterOf(name));
		if (typeof value !== 'number')
			throw new RangeError(`federated figure: expected a page with ${parameterOf(name)}, got none`);
		return [name, value] as const;
	});
	return Object.fromEntries(entries) as unknown as FederatedSettings;
}

export const readFederated: ReadOther = (query) => {
	const text = query.toString();
	if (!isFederated(text)) return null;
	const found = parseFederated(text);
	const { form, settings, problems } = found;
	return {
		settings: toParameters(settings),
		receipt: formatFederated(form, settings),
		digest: promisedByFederated(found),
		problems,
		fields: federatedReceiptFields
	};
};
