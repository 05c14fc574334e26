/** The journey in the desktop window. The system's file dialogs can't be driven; main's answers stand in for them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchDesktop } from '../../support/electron.ts';
import { describeWith } from '../../support/prerequisites.ts';
import type { JourneyHost } from '../journeys/host.ts';
import { journey } from '../journeys/journey.ts';

describeWith('desktop', 'the window on the desktop', () => {
  journey('desktop', desktopHost);
});

async function desktopHost(): Promise<JourneyHost> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tendril-desktop-'));
  const { app, page, close } = await launchDesktop({ env: { TENDRIL_STATE: path.join(folder, 'state') } });
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.evaluate(({ dialog }, cases) => {
    dialog.showSaveDialog = (async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string };
      return { canceled: false, filePath: `${cases}/${defaultPath}` };
    }) as typeof dialog.showSaveDialog;
  }, folder);
  /** Clicks a button that asks for paths, and answers with these. */
  async function choose(button: string, paths: readonly string[]): Promise<void> {
    await app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = (async () => ({ canceled: false, filePaths })) as typeof dialog.showOpenDialog;
    }, [...paths]);
    await page.getByRole('button', { name: button }).click();
  }
  return {
    page,
    chooseFiles: (files) => choose('Choose files', files),
    chooseFolder: (folder) => choose('Choose a folder', [folder]),
    openCase: (name) => choose('Choose a case file', [path.join(folder, `${name}.tendril`)]),
    async saved(start) {
      const file = path.join(folder, 'saved');
      const saving = app.evaluate(
        ({ session }, savePath) =>
          new Promise<void>((resolve, reject) => {
            session.defaultSession.once('will-download', (_event, item) => {
              item.setSavePath(savePath);
              item.once('done', (_done, state) => (state === 'completed' ? resolve() : reject(new Error(`The download was ${state}.`))));
            });
          }),
        file,
      );
      await start();
      await saving;
      return readFile(file);
    },
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
