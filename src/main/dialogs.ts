/** The system's file dialogs, for the page. They choose; reading is the host's. What the page saves it saves as a download. */
import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, type WebContents } from 'electron';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { answer } from './ipc.ts';

const CASE_FILES: FileFilter = { name: 'Tendril case', extensions: ['tendril'] };
const ANY_FILES: FileFilter = { name: 'All files', extensions: ['*'] };

const importKind = z.enum(['files', 'folder']);
/** A name only: where to is the user's choice, not the page's. */
const fileName = z.string().min(1).max(200).transform((name) => basename(name));

export function answerDialogs(): void {
  answer('tendril:choose-imports', async (input, contents) => {
    const property = importKind.parse(input) === 'folder' ? 'openDirectory' : 'openFile';
    return choose(contents, { properties: [property, 'multiSelections'] });
  });
  answer('tendril:choose-case', (_, contents) => chooseCase(contents));
  answer('tendril:choose-new-case', (input, contents) => chooseNewCase(contents, fileName.parse(input)));
}

/** A case file that exists; null when the user cancels. */
export async function chooseCase(contents: WebContents): Promise<string | null> {
  const [path] = await choose(contents, { properties: ['openFile'], filters: [CASE_FILES, ANY_FILES] });
  return path ?? null;
}

async function choose(contents: WebContents, options: OpenDialogOptions): Promise<string[]> {
  const window = BrowserWindow.fromWebContents(contents);
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return canceled ? [] : filePaths;
}

async function chooseNewCase(contents: WebContents, name: string): Promise<string | null> {
  const options = { defaultPath: withEnding(name), filters: [CASE_FILES] };
  const window = BrowserWindow.fromWebContents(contents);
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return canceled || !filePath ? null : withEnding(filePath);
}

/** Not every system's dialog adds it. */
function withEnding(path: string): string {
  return extname(path) === '.tendril' ? path : `${path}.tendril`;
}
