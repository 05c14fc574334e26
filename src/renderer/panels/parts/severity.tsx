/** How severe something is: the word, with bars and a colour that say the same. */
import { SEVERITIES, type Severity as SeverityWord } from '../../../model/labels.ts';

export type { SeverityWord };

/** The most severe first. */
export const SEVERITY_WORDS: readonly SeverityWord[] = [...SEVERITIES].reverse();

export function isSeverity(word: string): word is SeverityWord {
  return (SEVERITY_WORDS as readonly string[]).includes(word);
}

export function Severity({ word }: { readonly word: SeverityWord }) {
  return (
    <span className="severity" data-severity={word}>
      <SeverityMark word={word} /> {word}
    </span>
  );
}

/** As many bars filled as there are steps up to it; decorative, as the word stands beside it. */
export function SeverityMark({ word }: { readonly word: SeverityWord }) {
  const filled = SEVERITY_WORDS.length - SEVERITY_WORDS.indexOf(word);
  return (
    <svg className="severity-mark" data-severity={word} width={14} height={12} viewBox="0 0 14 12" aria-hidden>
      {SEVERITY_WORDS.map((step, bar) => (
        <rect key={step} x={bar * 3.6} y={9 - bar * 3} width={2.6} height={3 + bar * 3} rx={0.6} data-filled={bar < filled || undefined} />
      ))}
    </svg>
  );
}
