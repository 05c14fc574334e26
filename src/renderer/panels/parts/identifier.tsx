/** An id: monospaced, shortened in the middle, whole on hover, copied with one click. */
import { shortenMiddle } from '../../graph/words.ts';
import { CopyButton } from './copy-button.tsx';

export function Identifier({ id, limit = 40 }: { readonly id: string; readonly limit?: number }) {
  return (
    <span className="identifier">
      <span className="mono truncate" title={id}>
        {shortenMiddle(id, limit)}
      </span>
      <CopyButton text={id} what="id" />
    </span>
  );
}
