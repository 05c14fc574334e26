/** Patterns of policies: matching, and how two of them relate, against what trying every short text says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, patternCovers, patternsOverlap } from '../../src/iam/index.ts';

describe('matchesPattern', () => {
  it.each([
    ['*', ''],
    ['*', 'a/b:c'],
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/'],
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/2026/11:24'],
    ['arn:*:role/app-?', 'arn:aws:iam::111122223333:role/app-1'],
    ['a*b*c', 'abbcbc'],
    ['a**c', 'ac'],
    ['?*?', 'ab'],
    ['a.b+(c)', 'a.b+(c)'],
  ])('%s matches %s', (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBe(true);
  });

  it.each([
    ['', 'a'],
    ['?', ''],
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs'],
    ['arn:*:role/app-?', 'arn:aws:iam::111122223333:role/app-10'],
    ['a*a', 'a'],
    ['a*b*c', 'acb'],
    ['a.b', 'axb'],
    ['ABC', 'abc'],
  ])('%s does not match %s', (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBe(false);
  });

  it('compares without case when asked to', () => {
    expect(matchesPattern('S3:get*', 's3:GetObject', { caseless: true })).toBe(true);
  });

  it('takes hostile patterns in its stride', () => {
    const started = performance.now();
    const text = 'a'.repeat(2000);
    expect(matchesPattern(`${'*'.repeat(500_000)}b`, text)).toBe(false);
    expect(matchesPattern(`${'a*'.repeat(2000)}b`, text)).toBe(false);
    expect(matchesPattern(`${'*?a'.repeat(500)}b`, text)).toBe(false);
    expect(patternsOverlap(`${'*?a'.repeat(500)}b*`, `${'a?*'.repeat(500)}c`)).toBe(true);
    patternCovers(`${'*?a'.repeat(300)}*`, `${'?a*'.repeat(300)}`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

/** Over `a` and `b`, so that the texts over `a`, `b` and one letter that no pattern has tell all there is to tell. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
const TEXTS: string[] = [''];
for (let from = 0, length = 1; length <= 7; length++) {
  const to = TEXTS.length;
  for (; from < to; from++) for (const letter of 'ab~') TEXTS.push(`${TEXTS[from] ?? ''}${letter}`);
}

/** Whether a pattern matches, as a regular expression says it: short patterns only. */
const expression = (text: string): RegExp => new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

describe('two patterns', () => {
  it('match what a regular expression matches', () => {
    fc.assert(
      fc.property(pattern, fc.constantFrom(...TEXTS), (one, text) => {
        expect(matchesPattern(one, text)).toBe(expression(one).test(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('overlap when some text matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const [first, second] = [expression(one), expression(other)];
        expect(patternsOverlap(one, other)).toBe(TEXTS.some((text) => first.test(text) && second.test(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('cover one another when no text matches the inner alone', () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        const [wide, narrow] = [expression(outer), expression(inner)];
        expect(patternCovers(outer, inner)).toBe(TEXTS.every((text) => !narrow.test(text) || wide.test(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['?*', '*a', true],
    ['*?', '?*', true],
    ['*a*', '*a*a*', true],
    ['*a?*', '*a*', false],
    ['arn:aws:s3:::*', 'arn:aws:s3:::logs-*', true],
    ['arn:aws:s3:::logs-*', 'arn:aws:s3:::*', false],
    ['a*', 'a', true],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(patternCovers(outer, inner)).toBe(expected);
  });
});
