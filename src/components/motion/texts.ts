/** What the button of a walk says beside the figure's own words. */
import type { Language } from '$src/i18n';

export const motionTexts: Readonly<
	Record<Language, { readonly stop: string; readonly of: (state: number, count: number) => string }>
> = {
	en: { stop: 'Stop', of: (state, count) => `${state} of ${count}` },
	ko: { stop: '멈추기', of: (state, count) => `${state}/${count}` }
};
