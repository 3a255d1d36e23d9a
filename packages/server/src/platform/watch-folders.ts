import { watch, type FSWatcher } from 'node:fs'
import path from 'node:path'
import { systemClock } from './clock.ts'

/** A folder as it is now; `identity` differs for another folder under the same name. */
export type Folder = { path: string; identity: string }

export type WatchOptions = {
  /** Where the watched folder stands, also while it does not: links and replaced folders are noticed here. */
  place: string
  /** The state of what is watched as text that changes with it, and the folders it was found in. May throw. */
  look(): Promise<{ state: string; folders: readonly Folder[] }>
  /** Called with every new state, the first one included, one call at a time. When it throws it is called again later. */
  changed(): Promise<void>
  onError(error: unknown): void
}

export type FolderWatch = { /** Ends when nothing runs any more. */ close(): Promise<void> }

/** A change is acted on when it has been quiet for so long, so that a checkout or a save of many files is one change. */
const quietMs = 250
/** … but at the latest after this time. */
const longestMs = 2000
/** The system limits what may be watched at once, for all programs together. */
const mostFolders = 2000
/** The regular look, for what the system does not report (network drives) and for what failed the last time. */
const regularMs = { watching: 30_000, blind: 5000 }
/** Looking takes at most this part of the time. */
const leastPauses = 50

/**
 * Watches a tree of folders. The system's reports are hints only, one watcher per folder; whether something changed
 * says `look`, after a hint and now and then. So renames, replaced folders and lost reports make no difference.
 */
export function watchFolders({ place, look, changed, onError }: WatchOptions): FolderWatch {
  const watchers = new Map<string, { identity: string; watcher: FSWatcher }>()
  let known: string | null = null
  let closed = false
  let isBlind = false
  let lookMs = 0
  let hintedAt: number | null = null
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  const wait = (ms: number): void => {
    if (closed) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(act, ms)
    timer.unref()
  }

  const hint = (): void => {
    const now = systemClock.monotonic()
    hintedAt ??= now
    if (running === null) wait(Math.max(0, Math.min(quietMs + lookMs, hintedAt + longestMs - now)))
  }

  const act = (): void => {
    hintedAt = null
    running = check().finally(() => {
      running = null
      if (hintedAt !== null) hint()
      else wait(Math.max(isBlind ? regularMs.blind : regularMs.watching, lookMs * leastPauses))
    })
  }

  const check = async (): Promise<void> => {
    const started = systemClock.monotonic()
    try {
      const { state, folders } = await look()
      lookMs = systemClock.monotonic() - started
      // What was written before a new watcher stood was reported by nobody.
      if (watchAll(folders)) hint()
      if (state === known || closed) return
      await changed()
      known = state
    } catch (error) {
      if (!closed) onError(error)
    }
  }

  /** Watches exactly these folders; answers whether some are new. */
  const watchAll = (folders: readonly Folder[]): boolean => {
    if (closed) return false
    const wanted = new Map(folders.slice(0, mostFolders).map((folder) => [folder.path, folder.identity]))
    for (const [folder, { identity }] of watchers) if (wanted.get(folder) !== identity) unwatch(folder)
    let added = false
    isBlind = folders.length > mostFolders
    for (const [folder, identity] of wanted) {
      if (watchers.has(folder)) continue
      const watcher = open(folder, (changedName) => {
        // The folder itself was moved or removed: this watcher has gone with it.
        if (changedName === path.basename(folder)) unwatch(folder)
        hint()
      })
      if (watcher === null) {
        isBlind = true
        continue
      }
      watcher.on('error', () => {
        unwatch(folder)
        hint()
      })
      watchers.set(folder, { identity, watcher })
      added = true
    }
    return added
  }

  const unwatch = (folder: string): void => {
    watchers.get(folder)?.watcher.close()
    watchers.delete(folder)
  }

  const name = path.basename(place)
  const above = open(path.dirname(place), (changedName) => {
    if (changedName === null || changedName === name) hint()
  })
  above?.on('error', () => above.close())
  wait(0)
  return {
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      above?.close()
      for (const folder of watchers.keys()) unwatch(folder)
      await running
    },
  }
}

/** Null where the system cannot watch: the folder is gone, or too much is watched already. */
function open(folder: string, onChange: (name: string | null) => void): FSWatcher | null {
  try {
    return watch(folder, { persistent: false }, (_event, name) => onChange(name))
  } catch {
    return null
  }
}
