/** Where the window was when it was last closed, so that it opens there again. */
import { app, screen, type BrowserWindow, type Rectangle } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const placeFile = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof placeFile>;

const path = () => join(app.getPath('userData'), 'window.json');

/** Undefined at first, and when the screen it was on is gone. */
export function rememberedPlace(): WindowPlace | undefined {
  try {
    const place = placeFile.parse(JSON.parse(readFileSync(path(), 'utf8')));
    return isOnScreen(place) ? place : undefined;
  } catch {
    // Missing or spoilt: the window opens at its default place, which is all that is lost.
    return undefined;
  }
}

export function rememberPlaceOf(window: BrowserWindow): void {
  window.on('close', () => {
    const place: WindowPlace = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(path(), JSON.stringify(place));
    } catch (cause) {
      console.error(`tendril: the window's place could not be kept in ${path()}: ${String(cause)}`);
    }
  });
}

/** Enough of the title bar to take hold of. */
function isOnScreen({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlap = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return overlap >= 100 && y >= workArea.y && y <= workArea.y + workArea.height - 40;
  });
}
