import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Set in the suite `sweeps`. */
    isWhole: boolean
  }
}

/** Whether all is asked that there is, as in the suite `sweeps`; in the suites of every day it is a slice. */
export const isWhole = (): boolean => inject('isWhole')

/**
 * All of them in the suite `sweeps`, else every `nth`. `turn` is the place of what they are asked of: neighbours get
 * different ones, and many together all of them.
 */
export const sliceOf = <T>(all: readonly T[], nth: number, turn = 0): readonly T[] => (isWhole() ? all : all.filter((_, place) => (place + turn) % nth === 0))
