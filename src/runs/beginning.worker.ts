/** Works out what large layers begin with (beginning.ts) away from the page's thread: a run in, its beginning out. */
import { answerWith } from './answering';
import { beginningOf } from '$src/experiments/beginning';

answerWith(beginningOf);
