/** What happens once, before the first render: theme, history, connection. The tests start the page with a client of their own. */
import { startSession, useSession, type Connect } from '../state/session.ts';
import { applyTheme, onSystemTheme } from '../state/theme.ts';
import { followHistory, useView } from '../state/view.ts';

export function startPage(connect: Connect): void {
  applyTheme(useView.getState().theme);
  onSystemTheme(() => applyTheme(useView.getState().theme));
  followHistory();
  useSession.subscribe(({ summary }) => {
    document.title = summary ? `${summary.title} · Tendril` : 'Tendril';
  });
  void startSession(connect);
}
