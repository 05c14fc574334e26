/** What the inspector shows of one thing, as the host answers it. */
import type { Output } from '../../../protocol/procedures.ts';

export type ThingDetail = Output<'thing.get'>;
