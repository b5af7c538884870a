/** The two languages of the interface. Lessons keep their prose beside their figures; everything shared is here. */
import { getContext, setContext } from 'svelte';
import { en, type Texts } from './en';
import { ko } from './ko';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];
export type { Texts } from './en';

const texts: Record<Language, Texts> = { en, ko };
export const textsOf = (language: Language): Texts => texts[language];
export const languageNames: Record<Language, string> = { en: 'English', ko: '한국어' };

const key = Symbol('language');

/** For everything below; once, in the language's layout. A function, since the reader may switch on the same page. */
export const provideLanguage = (language: () => Language): void => {
	setContext(key, language);
};
export const useLanguage = (): (() => Language) =>
	getContext<(() => Language) | undefined>(key) ?? (() => 'en');

/** The texts of the page's language: call while a component initialises, read `.current` in it. */
export function useTexts(): { readonly current: Texts } {
	const language = useLanguage();
	return {
		get current() {
			return textsOf(language());
		}
	};
}
