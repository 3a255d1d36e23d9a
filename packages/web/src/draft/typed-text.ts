/** Text on its way from the keyboard into a draft. */
export type TypedText = {
  write(text: string, commit: (text: string) => void): void
  /** Hands over what is typed and not handed over yet. */
  flush(): void
  /** The draft says this now: what was typed otherwise is forgotten. */
  settle(text: string): void
}

type Given = {
  /** Without a key for so long, what is typed is one step. */
  pauseMs: number
  /** Who types without a pause gets a step this often. */
  mostMs: number
  now(): number
}

/** Gathers keys into steps that are worth taking back: a step for each letter would be as many saves, and no use to anybody. */
export function createTypedText({ pauseMs, mostMs, now }: Given): TypedText {
  let waiting: { text: string; commit: (text: string) => void; since: number; timer: ReturnType<typeof setTimeout> } | null = null
  const flush = (): void => {
    if (waiting === null) return
    const { text, commit, timer } = waiting
    clearTimeout(timer)
    waiting = null
    commit(text)
  }
  return {
    write(text, commit) {
      const since = waiting?.since ?? now()
      if (waiting !== null) clearTimeout(waiting.timer)
      waiting = { text, commit, since, timer: setTimeout(flush, Math.max(0, Math.min(pauseMs, since + mostMs - now()))) }
    },
    flush,
    settle(text) {
      if (waiting === null || waiting.text === text) return
      clearTimeout(waiting.timer)
      waiting = null
    },
  }
}
