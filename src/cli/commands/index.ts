/** All commands: the only list. */
import type { Command } from '../command';
import { approximate } from './approximate';
import { count } from './count';
import { rank } from './rank';
import { replay } from './replay';
import { train } from './train';

export const commands: readonly Command[] = [count, rank, approximate, train, replay];
