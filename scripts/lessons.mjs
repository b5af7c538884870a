/** The ids of the lessons in their order, for scripts: read off the only list, lessons/order.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const [list = ''] = readFileSync(join(root, 'lessons/order.ts'), 'utf8').split('] as const');
export const lessonIds = [...list.matchAll(/'([a-z-]+)'/g)].map(([, id = '']) => id);
