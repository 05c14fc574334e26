/** The size of an element, followed. */
import { useCallback, useState } from 'react';
import type { Window } from './layout/hop-columns.ts';

/** Undefined until the element is there and has a size; `ref` goes to the element. */
export function useSize(): { readonly size: Window | undefined; readonly ref: (element: HTMLElement | null) => (() => void) | undefined } {
  const [size, setSize] = useState<Window>();
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const take = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setSize({ width, height });
    };
    take();
    const observer = new ResizeObserver(take);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { size, ref };
}
