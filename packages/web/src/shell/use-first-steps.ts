import { useLocalStorage } from '@mantine/hooks'
import { useCallback } from 'react'

export type FirstStep = 'dashboard' | 'explore' | 'chart'

/** Which first steps were taken in this browser; `take` ticks one. */
export function useFirstSteps(): { done: readonly FirstStep[]; take: (step: FirstStep) => void } {
  const [done, setDone] = useLocalStorage<FirstStep[]>({ key: 'atrium-first-steps', defaultValue: [], getInitialValueInEffect: false })
  const take = useCallback((step: FirstStep) => setDone((before) => (before.includes(step) ? before : [...before, step])), [setDone])
  return { done, take }
}
