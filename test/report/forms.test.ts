/** A report in each form: what a name from an export must not become, and what a reader must find. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { facts, htmlOf, list, markdownOf, paragraph, sarifLog, table, type ReportDocument } from '../../src/report/index.ts';

const HOSTILE = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) | `x` **b** https://evil.example @team & "q"';

const report = (text: string): ReportDocument => ({
  title: text,
  about: [{ title: 'Case', value: text }],
  sections: [
    {
      title: text,
      blocks: [
        paragraph(text),
        facts([['Name', text], ['Absent', null], ['Empty', '']]),
        list([text]),
        { block: 'command', text },
        table(['Name', 'Count #'], [[text, 1234567]], 'none'),
        table(['Name'], [], 'Nothing here.'),
      ],
    },
  ],
});

describe('htmlOf', () => {
  it('holds no element, attribute or reference that a name made', () => {
    const html = htmlOf(report(HOSTILE));
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag!.toLowerCase()));
    expect([...tags].filter((tag) => ['img', 'script', 'a', 'iframe', 'link'].includes(tag))).toEqual([]);
    expect(html).not.toMatch(/\bonerror=alert\(1\)>/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('asks for nothing from anywhere, and forbids it', () => {
    const html = htmlOf(report('plain'));
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\b(src|href)=/);
  });

  it('shows numbers with separators, on the right, and says when a table is empty', () => {
    const html = htmlOf(report('plain'));
    expect(html).toContain('<td class="right">1,234,567</td>');
    expect(html).toContain('<p>Nothing here.</p>');
    expect(html).not.toContain('Absent');
  });

  it('never lets a text end an element, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        const count = (html: string): number => html.split('<').length;
        return count(htmlOf(report(text))) === count(htmlOf(report('x')));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('markdownOf', () => {
  /** A command is shown as it is, in a fence: nothing in there is markup. */
  const markdown = markdownOf(report(HOSTILE)).replaceAll(/^```sh\n.*\n```$/gm, '');

  it('escapes what would be markup, a link or a mention', () => {
    expect(markdown).not.toMatch(/(^|[^\\])<img/);
    expect(markdown).not.toMatch(/(^|[^\\])\[a\]\(/);
    expect(markdown).not.toContain('https://');
    expect(markdown).not.toMatch(/(^|[^\\])@team/m);
  });

  it('keeps a cell in its cell', () => {
    const lines = markdown.split('\n').filter((line) => line.startsWith('| '));
    const cells = (line: string): number => line.split(/(?<!\\)\|/).length;
    expect(new Set(lines.map(cells))).toEqual(new Set([4]));
  });

  it('fences a command with more backticks than it holds', () => {
    expect(markdownOf({ title: 't', about: [], sections: [{ title: 's', blocks: [{ block: 'command', text: 'echo ```` x' }] }] })).toContain('`````sh\necho ```` x\n`````');
  });
});

describe('sarifLog', () => {
  const rule = (id: string) => ({ id, title: id, description: id, risk: 'OWASP NHI7:2025', remedy: 'Rotate it.', controls: ['CIS AWS 3.0.0 1.14'] });
  const finding = (key: string, of: string, severity: 'low' | 'critical', more = {}) => ({
    key,
    rule: of,
    severity,
    sentence: 'It is old.',
    uid: 'AKIAEXAMPLE',
    name: 'deploy key',
    label: 'Credential',
    evidence: [{ file: 'exports/report one.csv', at: 'line 12' }],
    ...more,
  });

  it('names only rules with findings, each as severe as its worst', () => {
    const { runs } = sarifLog('1.0.0', [rule('a'), rule('b'), rule('c')], [finding('b-1', 'b', 'low'), finding('c-1', 'c', 'low'), finding('c-2', 'c', 'critical')]);
    expect(runs[0]!.tool.driver.rules!.map(({ id, defaultConfiguration }) => [id, defaultConfiguration!.level])).toEqual([['b', 'note'], ['c', 'error']]);
    expect(runs[0]!.results!.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([['b', 0, 'note'], ['c', 1, 'note'], ['c', 1, 'error']]);
  });

  it.each([
    ['a:b#1?.csv', 'a%3Ab%231%3F.csv'],
    ['logs/100%/µ.json', 'logs/100%25/%C2%B5.json'],
    ['half\ud800.csv', 'half%EF%BF%BD.csv'],
    ['-', '-'],
  ])('gives the file %j as a relative reference', (file, uri) => {
    const [result] = sarifLog('1.0.0', [rule('a')], [finding('a-1', 'a', 'low', { evidence: [{ file, at: '/0' }] })]).runs[0]!.results!;
    expect(result!.locations![0]!.physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 1 } });
  });

  it('says where it was read, by which key it is known, and that it was accepted', () => {
    const [result] = sarifLog('1.0.0', [rule('a')], [finding('a-1', 'a', 'critical', { accepted: 'ada: until the migration' })]).runs[0]!.results!;
    expect(result!.locations![0]!.physicalLocation).toEqual({ artifactLocation: { uri: 'exports/report%20one.csv' }, region: { startLine: 12 } });
    expect(result!.partialFingerprints).toEqual({ 'tendrilFinding/v1': 'a-1' });
    expect(result!.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'ada: until the migration' }]);
    expect(sarifLog('1.0.0', [rule('a')], [finding('a-1', 'a', 'low', { evidence: [] })]).runs[0]!.results![0]!.suppressions).toBeUndefined();
  });
});
