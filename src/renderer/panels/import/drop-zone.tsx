/** Where files and folders are dropped, and the buttons that pick them. Used by the welcome and the import screen. */
import { FileUp, FolderOpen } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { addFiles, addPaths } from '../../state/import-job.ts';
import { fail, useSession } from '../../state/session.ts';
import { droppedFiles } from '../../state/sources.ts';

export function DropZone({ onAdded }: { readonly onAdded?: () => void }) {
  const desktop = useSession((session) => session.desktop);
  const [over, setOver] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);

  const take = (adding: Promise<void>) => {
    onAdded?.();
    adding.catch((thrown: unknown) => fail('Adding the files', thrown));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (desktop) take(addPaths([...event.dataTransfer.files].map((file) => desktop.pathOf(file))));
    else take(droppedFiles(event.dataTransfer).then(addFiles));
  };
  const pick = async (what: 'files' | 'folder') => {
    if (!desktop) return (what === 'files' ? fileInput : folderInput).current?.click();
    try {
      const paths = await desktop.chooseImports(what);
      if (paths.length > 0) take(addPaths(paths));
    } catch (thrown) {
      fail('Choosing files', thrown);
    }
  };

  return (
    <div
      className="drop-zone"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p>Drop exports here: files, several at once, or a folder. Compressed (.gz) ones too.</p>
      <div className="drop-buttons">
        <button type="button" className="button" onClick={() => void pick('files')}>
          <FileUp size={14} aria-hidden /> Choose files
        </button>
        <button type="button" className="button" onClick={() => void pick('folder')}>
          <FolderOpen size={14} aria-hidden /> Choose a folder
        </button>
      </div>
      <input ref={fileInput} type="file" multiple hidden aria-label="Files to import" onChange={({ target }) => take(addFiles(takeFiles(target)))} />
      <input
        ref={folderInput}
        type="file"
        hidden
        aria-label="Folder to import"
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => take(addFiles(takeFiles(target)))}
      />
    </div>
  );
}

/** Emptied afterwards, so that picking the same file again is a change again. */
function takeFiles(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  input.value = '';
  return files;
}
