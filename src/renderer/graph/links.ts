/** From the protocol's links to drawn ones: one line for all edges from one node to another. */
import type { Link, WalkView } from '../../protocol/shapes.ts';
import { linkId, type DrawnLink } from './drawing.ts';
import { edgeWords, formatCount } from './words.ts';
import { succeeded } from './legend-keys.ts';

type WalkLink = WalkView['links'][number];

export function drawnWalkLink(link: WalkLink): DrawnLink {
  const { from, to, kinds, granted, observed, conditional, denied } = link;
  const count = link.attempts ?? link.count;
  return { id: linkId(from, to), from, to, kinds, count, granted, observed, conditional, denied, label: null };
}

export function drawnLink(link: Link): DrawnLink {
  const { from, to, kind, conditional } = link;
  const came = succeeded(link);
  return {
    id: linkId(from, to),
    from,
    to,
    kinds: [kind],
    count: link.count ?? link.records,
    granted: came === null,
    observed: came !== null && came > 0,
    conditional,
    denied: (link.denied ?? 0) > 0,
    label: null,
  };
}

/** A right without a condition beside a conditional one leaves the line unconditional. */
export function mergeLinks(present: DrawnLink, added: DrawnLink): DrawnLink {
  return {
    ...present,
    kinds: [...new Set([...present.kinds, ...added.kinds])],
    count: Math.max(present.count, added.count),
    granted: present.granted || added.granted,
    observed: present.observed || added.observed,
    conditional: present.conditional && added.conditional,
    denied: present.denied || added.denied,
  };
}

/** The kinds of a step of a path, with its level and attempts: `can access · write · 1,204×`. */
export function stepLabel(links: readonly Link[]): string {
  return links
    .map((link) => {
      const words = [edgeWords(link.kind)];
      if (link.level) words.push(link.level);
      if (link.count !== null) words.push(`${formatCount(link.count)}×`);
      return words.join(' · ');
    })
    .join(', ');
}
