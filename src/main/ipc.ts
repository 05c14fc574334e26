/** Messages from the page. Each is answered only when the sender is the top frame of our own page. */
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { isOurs } from './page.ts';

/** Answers a request; `input` is as the page sent it, to be checked. */
export function answer(channel: string, handler: (input: unknown, contents: WebContents) => Promise<unknown>): void {
  ipcMain.handle(channel, (event, input: unknown) => {
    if (!fromOurPage(event)) throw new Error(`${channel} is for Tendril's own page.`);
    return handler(input, event.sender);
  });
}

/** Takes a message that has no answer. */
export function listen(channel: string, listener: (contents: WebContents) => void): void {
  ipcMain.on(channel, (event) => {
    if (fromOurPage(event)) listener(event.sender);
    else console.error(`tendril: ${channel} came from a frame that is not Tendril's page and was dropped.`);
  });
}

function fromOurPage({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}
