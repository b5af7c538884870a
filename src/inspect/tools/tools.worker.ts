/** The tools' own worker: what they ask is long, and the measurements of the page do not wait for it. */
import { serve } from '$src/experiments/serve';
import { answerTool } from './answer';
import type { ToolAnswer, ToolQuestion } from './protocol';

serve<ToolQuestion, ToolAnswer>(answerTool);
