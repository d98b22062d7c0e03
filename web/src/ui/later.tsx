import { startTransition, useEffect, useState, type ReactNode } from 'react';

/** What one does not look at first: drawn after the rest has been seen, in small parts. `room` keeps its place. */
export function Later({ children, room = null }: { children: ReactNode; room?: ReactNode }) {
  const [now, setNow] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setNow(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return now ? children : room;
}
