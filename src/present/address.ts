/** The address of a lesson's page, for windows that open one another. */
import { order } from '$lessons/order';
import type { Language } from '$src/i18n';
import { addressOf as addressOfPage } from '$src/lesson/address';

/** @param query with its ?, or '' @throws Error if there is no such lesson */
export function addressOf(lesson: string, lang: Language, query = ''): string {
	const known = order.find((id) => id === lesson);
	if (!known) throw new Error(`addressOf: expected one of ${order.join(', ')}, got ${lesson}`);
	return addressOfPage(lang, known) + query;
}
