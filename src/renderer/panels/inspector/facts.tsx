/** The thing's properties, each read by its type in the model. */
import { nodePropertyNames, nodePropertyType, type PropertyValue } from '../../../model/properties.ts';
import type { Thing } from '../../../protocol/shapes.ts';
import { kindWords } from '../../graph/words.ts';
import { formatNumber, propertyTitle } from '../parts/format.ts';
import { Identifier } from '../parts/identifier.tsx';
import { Time } from '../parts/time.tsx';
import { Section } from './section.tsx';

type Values = Readonly<Record<string, string | number | boolean | string[]>>;

/** Shown in the head already. */
const IN_HEAD = new Set(['name', 'kind', 'provider', 'environment', 'tier0', 'thirdParty', 'missing']);
const IDS = new Set(['nativeId', 'fingerprint', 'sha256', 'permissionsBoundary', 'instanceProfile']);
/** Whole JSON documents, and lists as long as one: shown on request. */
const DOCUMENTS = new Set(['trustPolicy', 'document', 'inlinePolicies', 'versions', 'resourcePolicy', 'grantedActions', 'usedActions', 'activeHours', 'origins']);
const ONE_A_LINE = new Set(['grantedActions', 'usedActions', 'activeHours', 'origins']);
/** Of interest when the rest has been read. */
const LAST = new Set(['tags', 'since', 'until', ...DOCUMENTS]);
const SENSITIVITY = ['0 · public', '1 · internal', '2 · confidential', '3 · crown jewel'];

export function Facts({ thing, properties }: { readonly thing: Thing; readonly properties: Values }) {
  const names = nodePropertyNames(thing.label)
    .filter((name) => properties[name] !== undefined && !(isEmpty(properties[name]!) && name !== 'usedActions') && !IN_HEAD.has(name) && properties[name] !== thing.uid)
    .sort((a, b) => Number(LAST.has(a)) - Number(LAST.has(b)));
  if (names.length === 0) return null;
  return (
    <Section title="Facts">
      <dl className="facts">
        {names.map((name) => (
          <div key={name} data-wide={DOCUMENTS.has(name) || undefined}>
            <dt>{propertyTitle(name)}</dt>
            <dd>
              <Value name={name} type={nodePropertyType(thing.label, name)} value={properties[name]!} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** An empty list says nothing, except that nothing was used. */
const isEmpty = (value: Values[string]): boolean => Array.isArray(value) && value.length === 0;

function Value({ name, type, value }: { readonly name: string; readonly type: string | undefined; readonly value: PropertyValue }) {
  if (DOCUMENTS.has(name)) return <Document name={name} value={value} />;
  if (name === 'sensitivity') return <>{SENSITIVITY[Number(value)] ?? String(value)}</>;
  if (typeof value === 'boolean') return <>{value ? 'Yes' : 'No'}</>;
  if (typeof value === 'number') return <>{formatNumber(value)}</>;
  if (typeof value !== 'string') return <List values={value} />;
  if (type === 'time') return <Time time={value} />;
  if (IDS.has(name)) return <Identifier id={value} limit={28} />;
  return <>{name === 'status' ? kindWords(value) : value}</>;
}

function List({ values }: { readonly values: readonly string[] }) {
  return (
    <ul className="fact-list">
      {values.map((value) => (
        <li key={value} className="badge" title={value}>
          <span className="truncate">{value}</span>
        </li>
      ))}
    </ul>
  );
}

function Document({ name, value }: { readonly name: string; readonly value: PropertyValue }) {
  const texts = typeof value === 'object' ? value : [String(value)];
  if (texts.length === 0) return <span className="muted">none</span>;
  return (
    <details className="document">
      <summary className="link">{texts.length === 1 ? 'Show' : `Show ${texts.length}`}</summary>
      {(ONE_A_LINE.has(name) ? [texts.join('\n')] : texts).map((text) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long document scrolls, which needs the keyboard's focus
        <pre key={text} className="mono" tabIndex={0}>
          {pretty(text)}
        </pre>
      ))}
    </details>
  );
}

/** A text that is no JSON is shown as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
