/** All forms: the only list. */
import type { Form } from './form';
import { loha } from './loha';
import { lokr } from './lokr';
import { lora } from './lora';

export const forms: readonly Form[] = [lora, loha, lokr];
