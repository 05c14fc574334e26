/** What would change: reach with things disabled and relationships cut or added, beside the present one. */
import {
  ALTERATION_PARAMETERS,
  SEEDS_PARAMETER,
  WALK_PARAMETERS,
  defineQuery,
  reach,
  readAlterations,
  seedIndexes,
  walkFilterOf,
  whatIf,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'what-if',
  title: 'What if',
  question: 'What would these reach more or less if things were disabled, or relationships cut or added?',
  description:
    'A row for each thing whose distance from the seeds changes: lost, gained, nearer or farther. A thing that is disabled loses all its relationships, seeds too. What is added comes after what is taken away and holds without condition. Nothing is stored.',
  parameters: z.object({
    seeds: SEEDS_PARAMETER,
    ...ALTERATION_PARAMETERS,
    ...WALK_PARAMETERS,
  }),
  columns: [
    { name: 'uid', title: 'Id', type: 'uid', description: 'The thing.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it; its id where it has no name.' },
    { name: 'label', title: 'Type', type: 'text', description: 'Identity, Credential, Resource and so on.' },
    { name: 'change', title: 'Change', type: 'text', description: 'lost, gained, nearer or farther.' },
    { name: 'hopsBefore', title: 'Hops before', type: 'integer', description: 'Fewest relationships from any seed now; empty: not reached.' },
    { name: 'hopsAfter', title: 'Hops after', type: 'integer', description: 'The same with the changes; empty: not reached.' },
    { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: '0 public to 3 crown jewel, for resources.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
  ],
  order: ['change', 'uid'],
  answer: (graph, asked, { signal }) => {
    const seeds = seedIndexes(graph, asked.seeds);
    const filter = walkFilterOf(asked);
    const changed = whatIf(graph, readAlterations(asked));
    const before = reach(graph, seeds, 'forward', filter, signal).hops;
    const after = reach(changed, seeds, 'forward', filter, signal).hops;
    const rows: Record<Change, Row[]> = { farther: [], gained: [], lost: [], nearer: [] };
    for (let index = 0; index < graph.nodeCount; index++) {
      const [hopsBefore, hopsAfter] = [before[index]!, after[index]!];
      if (hopsBefore === hopsAfter) continue;
      const change = changeOf(hopsBefore, hopsAfter);
      rows[change].push({
        uid: graph.uid(index),
        name: graph.name(index),
        label: graph.label(index),
        change,
        hopsBefore: hopsBefore === -1 ? null : hopsBefore,
        hopsAfter: hopsAfter === -1 ? null : hopsAfter,
        sensitivity: (graph.property(index, 'sensitivity') as number | undefined) ?? null,
        tier0: graph.property(index, 'tier0') === true,
      });
    }
    return [...rows.farther, ...rows.gained, ...rows.lost, ...rows.nearer];
  },
  cypher: { none: 'Cypher that only reads has no graph but the one that is stored; what would change has to be walked over one that is not.' },
});

type Change = 'farther' | 'gained' | 'lost' | 'nearer';

function changeOf(before: number, after: number): Change {
  if (after === -1) return 'lost';
  if (before === -1) return 'gained';
  return after < before ? 'nearer' : 'farther';
}
