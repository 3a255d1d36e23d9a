import { useEffect, useState } from 'react'

type Kept = { text: string; version: string | null }

const keyOf = (projectUuid: string, path: string): string => `atrium-model-draft:${projectUuid}:${path}`

/** Drops what was kept of a file that is gone. */
export const forgetDraft = (projectUuid: string, path: string): void => localStorage.removeItem(keyOf(projectUuid, path))

function readKept(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Kept> | null
    return typeof kept?.text === 'string' ? { text: kept.text, version: kept.version ?? null } : null
  } catch {
    return null
  }
}

export type ModelDraft = {
  text: string
  setText: (text: string) => void
  /** Version of the file that the text began from. */
  version: string | null
  isDirty: boolean
  /** True when the text is what was left unsaved last time. */
  isRestored: boolean
  /** Says that a text is what the file holds now. */
  settle: (text: string, version: string | null) => void
  /** Back to what the file held when it was last read or written. */
  discard: () => void
}

/** A text that is edited: kept in this browser until it is saved, so that a reload loses nothing. */
export function useModelDraft(projectUuid: string, path: string, opened: Kept, initial: string): ModelDraft {
  const key = keyOf(projectUuid, path)
  const [kept] = useState(() => readKept(key))
  const [saved, setSaved] = useState<Kept>({ text: opened.text, version: kept?.version ?? opened.version })
  const [file, setFile] = useState<Kept>(opened)
  const [text, setText] = useState(kept?.text ?? initial)
  const [isRestored, setIsRestored] = useState(kept !== null && kept.text !== opened.text)
  const isDirty = text !== saved.text || saved.version === null
  useEffect(() => {
    if (isDirty) localStorage.setItem(key, JSON.stringify({ text, version: saved.version }))
    else localStorage.removeItem(key)
  }, [key, text, isDirty, saved.version])
  const settle = (nextText: string, nextVersion: string | null): void => {
    setFile({ text: nextText, version: nextVersion })
    setSaved({ text: nextText, version: nextVersion })
    setText(nextText)
    setIsRestored(false)
  }
  return {
    text,
    setText,
    version: saved.version,
    isDirty,
    isRestored: isRestored && isDirty,
    settle,
    discard: () => settle(file.text, file.version),
  }
}
