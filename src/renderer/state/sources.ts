/**
 * Files and folders that were dropped or picked, as paths the host can read. On the desktop they have a path already; a
 * browser tab uploads them into a private folder of the host first.
 */
import { AppError } from '../../base/errors.ts';
import type { Client } from '../../protocol/client.ts';

/** Decoded size of an uploaded piece; the protocol takes at most 1 MiB. */
const CHUNK_BYTES = 768 * 1024;

/** Where in its folder a dropped file lay; a picked one says so itself (`webkitRelativePath`). */
const droppedFrom = new WeakMap<File, string>();

/** A dropped folder's files, walked; files as they are. Must be called while the drop event is being handled. */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // The entries are only to be had now; after the first await the browser has emptied the list.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return entries.length > 0 ? walkEntries(entries) : Promise.resolve([...transfer.files]);
}

async function walkEntries(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      droppedFrom.set(file, entry.fullPath);
      files.push(file);
    } else files.push(...(await walkEntries(await childrenOf(entry as FileSystemDirectoryEntry))));
  }
  return files;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, (cause) => reject(new AppError('file-unreadable', `The browser could not read ${entry.fullPath}.`, { cause })));
  });
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives a folder's entries in portions, the last of them empty.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, (cause) => reject(new AppError('file-unreadable', `The browser could not read the folder ${folder.fullPath}.`, { cause })));
    });
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}

export interface Uploaded {
  readonly path: string;
  readonly name: string;
}

/** Sends files one after the other. Aborting, or a failure, discards what was sent of these files. */
export async function uploadFiles(
  client: Client,
  files: readonly File[],
  signal: AbortSignal,
  onProgress: (bytesSent: number) => void,
): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = [];
  let sent = 0;
  try {
    for (const file of files) {
      const name = droppedFrom.get(file) ?? (file.webkitRelativePath || file.name);
      const { path } = await client.call('upload.begin', { name, bytes: file.size }, { signal });
      uploaded.push({ path, name: file.name });
      for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
        const piece = file.slice(offset, offset + CHUNK_BYTES);
        await client.call('upload.chunk', { path, data: await base64Of(piece) }, { signal });
        sent += piece.size;
        onProgress(sent);
      }
    }
    return uploaded;
  } catch (thrown) {
    await discardUploads(client, uploaded);
    throw thrown;
  }
}

/** The host clears uploads by itself when the client goes, so one that it can't discard now is not worth a message. */
export async function discardUploads(client: Client, uploaded: readonly Uploaded[]): Promise<void> {
  await Promise.allSettled(uploaded.map(({ path }) => client.call('upload.discard', { path })));
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () =>
      reject(new AppError('file-unreadable', 'The browser could not read the file. It may have been moved or changed.', { cause: reader.error })),
    );
    reader.readAsDataURL(piece);
  });
}
