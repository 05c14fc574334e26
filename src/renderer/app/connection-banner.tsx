/** Says that the host is gone, and offers to connect again. What is on screen stays readable. */
import { RotateCw, WifiOff } from 'lucide-react';
import { reconnect, useSession } from '../state/session.ts';

export function ConnectionBanner() {
  const connection = useSession((session) => session.connection);
  const error = useSession((session) => session.connectionError);
  if (connection === 'open') return null;
  return (
    <div className="banner" role="alert">
      <WifiOff size={16} aria-hidden />
      <span>
        {connection === 'connecting'
          ? 'Connecting again…'
          : `The connection to Tendril’s host was lost; nothing new can be asked. ${error ? error.message : ''}`}
      </span>
      <button type="button" className="button" disabled={connection === 'connecting'} onClick={reconnect}>
        <RotateCw size={14} aria-hidden /> Connect again
      </button>
    </div>
  );
}
