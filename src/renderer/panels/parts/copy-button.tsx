/** Copies a text with one click and says so. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AppError } from '../../../base/errors.ts';
import { fail } from '../../state/session.ts';

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the button's name: `id`, `Cypher`. */
  readonly what: string;
  /** With words beside the icon. */
  readonly words?: string;
}

export function CopyButton({ text, what, words }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    if (await copyText(text, what)) setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      className={words ? 'button' : 'icon-button small'}
      aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
      title={copied ? 'Copied' : `Copy ${what}`}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      <Icon size={words ? 14 : 12} aria-hidden />
      {words && (copied ? 'Copied' : words)}
    </button>
  );
}

/** True when it is on the clipboard; a refusal is shown as a failure. */
export async function copyText(text: string, what: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    fail(`Copying the ${what}`, new AppError('internal', 'The browser gave no access to the clipboard. Select the text and copy it.', { cause }));
    return false;
  }
}
