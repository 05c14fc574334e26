/** Makes cytoscape hold just these elements, touching only what differs, so that what stays keeps its place and cache. */
import type { Core, ElementDefinition } from 'cytoscape';

/** More than this arrives at once without a fade: the fade would be felt as a stutter. */
const MOST_FADED = 150;

export function replaceElements(cy: Core, wanted: readonly ElementDefinition[], motion: number): void {
  const ids = new Set(wanted.map((element) => element.data.id!));
  const fresh: ElementDefinition[] = [];
  const wasEmpty = cy.elements().empty();
  cy.batch(() => {
    cy.elements().filter((element) => !ids.has(element.id())).remove();
    for (const element of wanted) {
      const present = cy.getElementById(element.data.id!);
      if (present.empty()) fresh.push(element);
      else update(present, element);
    }
  });
  const fades = motion > 0 && !wasEmpty && fresh.length > 0 && fresh.length <= MOST_FADED;
  const added = cy.add(fresh);
  if (!fades) return;
  added.addClass('entering');
  requestAnimationFrame(() => added.removeClass('entering'));
}

function update(present: ReturnType<Core['getElementById']>, element: ElementDefinition): void {
  const { id: _, source: __, target: ___, ...data } = element.data;
  const before = present.data() as Record<string, unknown>;
  // Setting equal data restyles the element all the same, which is most of the cost of a change.
  if (Object.entries(data).some(([name, value]) => before[name] !== value)) present.data(data);
  const classes = classNames(element);
  const state = present.classes().filter((name) => STATES.has(name));
  const next = [...classes, ...state];
  if (next.join(' ') !== present.classes().join(' ')) present.classes(next);
  if (!element.position || !present.isNode()) return;
  const at = present.position();
  if (at.x !== element.position.x || at.y !== element.position.y) present.position(element.position);
}

const STATES: ReadonlySet<string> = new Set(['lit', 'dim', 'hit', 'chosen']);

function classNames(element: ElementDefinition): string[] {
  return typeof element.classes === 'string' ? element.classes.split(' ').filter(Boolean) : [...(element.classes ?? [])];
}
