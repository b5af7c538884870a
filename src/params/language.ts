import { languages, type Language } from '$src/i18n';

export const match = (param: string): param is Language => languages.some((l) => l === param);
