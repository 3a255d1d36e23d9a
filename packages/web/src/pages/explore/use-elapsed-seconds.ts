import { useEffect, useState } from 'react'

/** Whole seconds since `startedAt` (milliseconds of the browser's clock), counting; 0 while nothing runs. */
export function useElapsedSeconds(startedAt: number | null): number {
  const [elapsed, setElapsed] = useState(0)
  useEffect(() => {
    setElapsed(0)
    if (startedAt === null) return
    const timer = setInterval(() => setElapsed(Math.floor((Date.now() - startedAt) / 1000)), 500)
    return () => clearInterval(timer)
  }, [startedAt])
  return elapsed
}
