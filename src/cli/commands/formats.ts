/** `tendril formats`: what can be imported and how to obtain it. */
import { importers } from '../../catalogue/index.ts';
import { printRows, type OutputOptions } from '../output.ts';

export function formatsCommand(options: OutputOptions): void {
  printRows(
    [
      { name: 'id', title: 'Format', type: 'text', description: '' },
      { name: 'title', title: 'Title', type: 'text', description: '' },
      { name: 'obtain', title: 'How to get it', type: 'text', description: '' },
    ],
    importers().map(({ id, title, obtain }) => ({ id, title, obtain })),
    options,
  );
}
