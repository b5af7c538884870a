/** Merges large layers away from the page's thread (merging.ts). */
import { answerWith } from '$src/runs/answering';
import { mergingOf } from './merging';

answerWith(mergingOf);
