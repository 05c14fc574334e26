/** What happens once, before the first render: theme, history, connection. The tests start the page with a client of their own. */
import { afterOpening } from '../state/opening.ts';
import { fail, openCase, startSession, useSession, type Connect } from '../state/session.ts';
import { applyTheme, onSystemTheme } from '../state/theme.ts';
import { followHistory, useView } from '../state/view.ts';

export function startPage(connect: Connect): void {
  applyTheme(useView.getState().theme);
  onSystemTheme(() => applyTheme(useView.getState().theme));
  followHistory();
  useSession.subscribe(({ summary }) => {
    document.title = summary ? `${summary.title} · Tendril` : 'Tendril';
  });
  void startSession(connect).then(takeCases);
}

/** Cases that the system asks to open: a double click on a file, a second start with one. */
function takeCases(): void {
  useSession.getState().desktop?.onOpenCase((path) => void openGiven(path));
}

async function openGiven(path: string): Promise<void> {
  const before = useSession.getState().summary;
  try {
    if (await openCase({ kind: 'case-file', path })) afterOpening(before);
  } catch (thrown) {
    fail(`Opening ${path}`, thrown, () => void openGiven(path));
  }
}
