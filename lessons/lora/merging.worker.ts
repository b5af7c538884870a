/** Merges large layers away from the page's thread (merging.ts). */
import { answerWith } from '$src/lesson/answering';
import { mergingOf } from './merging';

answerWith(mergingOf);
