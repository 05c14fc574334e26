/** Grey bars in the place of text to come, as tall as the text, so that nothing moves when it arrives. */
export function Skeleton({ lines = 4, label }: { readonly lines?: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="skeleton-lines">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" style={{ width: `${[72, 48, 60, 36][line % 4]}%` }} />
      ))}
    </div>
  );
}
