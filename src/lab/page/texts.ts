/** Words of the lab's page, in both languages. */
import { labTextsEn, type LabTexts } from './texts.en';
import { labTextsKo } from './texts.ko';

export type { LabTexts };
/** What may be the matter with what was to be opened. */
export type LabProblem = keyof LabTexts['problems'];
export const labTexts: Readonly<Record<'en' | 'ko', LabTexts>> = { en: labTextsEn, ko: labTextsKo };
