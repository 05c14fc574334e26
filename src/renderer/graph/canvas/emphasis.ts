/** Highlight and selection by class, in one batch each. */
import type { CollectionReturnValue, Core } from 'cytoscape';

/** Above this only what is meant is marked; dimming all the rest would restyle everything. */
const DIM_LIMIT = 1000;

export class Emphasis {
  private readonly cy: Core;
  private chosen: string | null = null;
  private lit: readonly string[] = [];

  constructor(cy: Core) {
    this.cy = cy;
  }

  /** After the elements changed: applies anew what was emphasised. */
  reset(): void {
    this.apply();
  }

  light(ids: readonly string[]): void {
    if (ids.length === this.lit.length && ids.every((id, index) => id === this.lit[index])) return;
    this.lit = ids;
    this.apply();
  }

  choose(id: string | null): void {
    this.chosen = id;
    this.apply();
  }

  private apply(): void {
    const { cy } = this;
    const lit = this.collect(this.lit);
    const chosen = this.collect(this.chosen === null ? [] : [this.chosen]);
    const around = lit.union(lit.connectedEdges()).union(lit.neighborhood().nodes());
    const near = around.union(chosen).union(chosen.connectedEdges());
    cy.batch(() => {
      const all = cy.elements();
      all.difference(near).removeClass('lit');
      near.addClass('lit');
      cy.nodes('.hit').difference(lit).removeClass('hit');
      lit.addClass('hit');
      cy.nodes('.chosen').difference(chosen).removeClass('chosen');
      chosen.addClass('chosen');
      if (lit.empty() || all.length > DIM_LIMIT) cy.elements('.dim').removeClass('dim');
      else {
        around.union(chosen).removeClass('dim');
        all.difference(around.union(chosen)).not('.heading').addClass('dim');
      }
    });
  }

  private collect(ids: readonly string[]): CollectionReturnValue {
    return ids.reduce<CollectionReturnValue>((all, id) => all.union(this.cy.getElementById(id)), this.cy.collection());
  }
}
