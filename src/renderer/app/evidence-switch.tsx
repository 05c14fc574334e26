/** Which evidence a walk follows: what is granted, what was observed in logs, or either. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { EVIDENCE_MODES, type EvidenceMode } from '../../model/walk.ts';
import { navigate, useView } from '../state/view.ts';

const MODES: Readonly<Record<EvidenceMode, { readonly name: string; readonly about: string }>> = {
  granted: { name: 'Granted', about: 'What could be reached: rights, keys and trust' },
  observed: { name: 'Observed', about: 'What was reached, as the logs show' },
  both: { name: 'Both', about: 'Either' },
};

export function EvidenceSwitch() {
  const mode = useView((view) => view.mode);
  return (
    <ToggleGroup
      className="segments"
      aria-label="Evidence"
      value={[mode]}
      onValueChange={([next]) => {
        // Pressing the pressed one leaves nothing: one mode always counts.
        if (next) navigate({ mode: next as EvidenceMode });
      }}
    >
      {EVIDENCE_MODES.map((name) => (
        <Toggle key={name} value={name} title={MODES[name].about}>
          {MODES[name].name}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
