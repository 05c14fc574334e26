/** An id: monospaced, shortened in the middle, whole on hover, copied with one click. */
import { shortenMiddle } from '../../graph/words.ts';
import { CopyButton } from './copy-button.tsx';

export interface IdentifierProps {
  readonly id: string;
  /** Characters. */
  readonly limit?: number;
  /** Makes the id a link. */
  readonly onOpen?: () => void;
}

export function Identifier({ id, limit = 40, onOpen }: IdentifierProps) {
  const text = shortenMiddle(id, limit);
  return (
    <span className="identifier">
      {onOpen ? (
        <button type="button" className="mono link truncate" title={id} onClick={onOpen}>
          {text}
        </button>
      ) : (
        <span className="mono truncate" title={id}>
          {text}
        </span>
      )}
      <CopyButton text={id} what="id" />
    </span>
  );
}
