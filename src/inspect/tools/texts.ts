/** Words of the page's tools for whole adapters, in both languages. */
import type { Language } from '$src/i18n';
import { toolTextsEn, type ToolTexts } from './texts.en';
import { toolTextsKo } from './texts.ko';

export const toolTexts: Readonly<Record<Language, ToolTexts>> = { en: toolTextsEn, ko: toolTextsKo };
