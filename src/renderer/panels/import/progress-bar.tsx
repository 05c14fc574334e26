/** How far a step has come; `null` when nobody knows how much there is. */
import { Progress } from '@base-ui/react/progress';

export interface ProgressBarProps {
  readonly label: string;
  readonly percent: number | null;
  readonly words: string;
}

export function ProgressBar({ label, percent, words }: ProgressBarProps) {
  return (
    <Progress.Root className="progress" value={percent}>
      <div className="progress-words">
        <Progress.Label>{label}</Progress.Label>
        <span className="muted">{words}</span>
      </div>
      <Progress.Track className="progress-track">
        <Progress.Indicator className="progress-bar" />
      </Progress.Track>
    </Progress.Root>
  );
}
