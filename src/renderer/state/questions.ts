/** The catalogue's queries as menus show them: by what they are about, rules last, found by any word of theirs. */
import type { QueryInfo } from './session.ts';

/** Two that people come for; they stand as tabs of their own, and the inventory is a screen. */
export const QUERY_TABS: readonly string[] = ['orphaned-identities', 'stale-credentials'];
const ELSEWHERE = new Set([...QUERY_TABS, 'inventory']);

/** In the order in which an incident asks; an area that is not named here follows, in the order of the alphabet. */
const AREAS = ['reach', 'containment', 'change', 'monitoring', 'ownership', 'inventory', 'permissions', 'credentials'];
const RULES = 'findings';

export interface QueryGroup {
  readonly title: string;
  readonly queries: readonly QueryInfo[];
}

/** Whether each word stands somewhere in what the query says of itself. @param text in any case */
export function matchesQuery({ id, title, question, area, risk }: QueryInfo, text: string): boolean {
  const said = `${id} ${title} ${question} ${area} ${risk ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/**
 * Those that have no place of their own in the window and match; groups without any are left out. Within a group by title,
 * rules by risk. What is called as the text says comes before what only mentions its words, and its group with it.
 */
export function queryGroups(queries: readonly QueryInfo[], text: string): QueryGroup[] {
  const byArea = new Map<string, QueryInfo[]>();
  for (const query of queries) {
    if (ELSEWHERE.has(query.id) || !matchesQuery(query, text)) continue;
    byArea.set(query.area, [...(byArea.get(query.area) ?? []), query]);
  }
  const mentions = (query: QueryInfo): number => Number(!isCalled(query, text));
  const ranked = [...byArea].map(([area, found]) => ({
    area,
    mentions: Math.min(...found.map(mentions)),
    rank: area === RULES ? AREAS.length + 1 : AREAS.includes(area) ? AREAS.indexOf(area) : AREAS.length,
    queries: found.sort((a, b) => mentions(a) - mentions(b) || riskNumber(a) - riskNumber(b) || a.title.localeCompare(b.title, 'en')),
  }));
  return ranked
    .sort((a, b) => a.mentions - b.mentions || a.rank - b.rank || a.area.localeCompare(b.area, 'en'))
    .map(({ area, queries: found }) => ({ title: area === RULES ? 'Rules' : area.charAt(0).toUpperCase() + area.slice(1), queries: found }));
}

/** Whether the whole text stands in its title or its id; hyphens count as spaces. */
function isCalled({ id, title }: QueryInfo, text: string): boolean {
  return `${id}\n${title}`.toLowerCase().replaceAll('-', ' ').includes(text.toLowerCase().replaceAll('-', ' '));
}

/** `NHI10` comes after `NHI9`. */
function riskNumber({ risk }: QueryInfo): number {
  return Number(risk?.replace(/\D+/g, '') ?? 0);
}
