/**
 * Times of random graphs: around the thresholds that rules judge by, and on them, so that a comparison that is off by one shows.
 */
import { addDays } from '../../src/base/time.ts';
import { CASE_NOW } from './query-case.ts';

/** So many days before CASE_NOW: the presets of thresholds, twice the rotation period, and their neighbours. */
const PAST_DAYS = [700, 366, 365, 180, 91, 90, 60, 45, 35, 30, 29, 7, 1, 0];
/** After it: 275 days after now is a year after 90 days ago. */
const FUTURE_DAYS = [1, 30, 92, 275, 320, 365, 400, 2000];

/** Up to CASE_NOW, one of them in the middle of a day. */
export const PAST: readonly string[] = [...PAST_DAYS.map((days) => addDays(CASE_NOW, -days)), '2026-05-20T12:34:56.000Z'];
/** After CASE_NOW. */
export const FUTURE: readonly string[] = FUTURE_DAYS.map((days) => addDays(CASE_NOW, days));
/** What happened lately, as logs tell it. */
export const RECENT: readonly string[] = PAST.slice(4);
