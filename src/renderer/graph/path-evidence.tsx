/** The steps of a path as a list, each with its edges and where each edge was read. */
import type { Output } from '../../protocol/procedures.ts';
import { StatementList } from '../panels/parts/statement-list.tsx';
import { select } from '../state/view.ts';
import { useCanvas } from './canvas-state.ts';
import { edgeWords, formatCount } from './words.ts';

type Path = Output<'walk.why'>;
type StepLink = Path['steps'][number]['links'][number];

export function PathEvidence({ path }: { readonly path: Path }) {
  const names = new Map(path.things.map((thing) => [thing.uid, thing.name]));
  return (
    <section className="path-evidence" aria-label="Evidence of each step">
      <ol>
        {path.steps.map((step, index) => (
          <li key={`${step.from} ${step.to}`}>
            <span className="path-number muted">{index + 1}</span>
            <div>
              <p>
                <Name uid={step.from} name={names.get(step.from) ?? step.from} />
                <span className="muted"> → </span>
                <Name uid={step.to} name={names.get(step.to) ?? step.to} />
              </p>
              {step.links.map((of) => (
                <StepEdge key={of.link.kind} of={of} />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Name({ uid, name }: { readonly uid: string; readonly name: string }) {
  return (
    <button
      type="button"
      className="link"
      title={uid}
      onClick={() => select(uid)}
      onMouseEnter={() => useCanvas.setState({ lit: [uid] })}
      onMouseLeave={() => useCanvas.setState({ lit: [] })}
    >
      {name}
    </button>
  );
}

function StepEdge({ of: { link, properties, evidence } }: { readonly of: StepLink }) {
  const actions = properties['actions'];
  return (
    <div className="path-edge">
      <span className="badge strong">{edgeWords(link.kind)}</span>
      {link.level && <span className="badge">{link.level}</span>}
      {link.conditional && <span className="badge amber">conditional</span>}
      {link.count !== null && (
        <span className="muted">
          {formatCount(link.count)} {link.count === 1 ? 'attempt' : 'attempts'}
          {link.denied ? `, ${formatCount(link.denied)} denied` : ''}
        </span>
      )}
      {Array.isArray(actions) && actions.length > 0 && <span className="mono muted truncate" title={actions.join(', ')}>{actions.slice(0, 4).join(', ')}</span>}
      {properties['certainty'] === 'potential' && <span className="badge amber">potential</span>}
      {typeof properties['how'] === 'string' && <span className="muted">{properties['how']}</span>}
      <StatementList statements={properties['statements']} />
      {evidence.length === 0 ? (
        <span className="muted">no evidence recorded</span>
      ) : (
        evidence.map((item) => (
          <span key={`${item.import} ${item.file} ${item.at}`} className="mono path-source">
            {item.file} <span className="muted">{item.at}</span>
          </span>
        ))
      )}
    </div>
  );
}
