import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import type { DraftOnServer, SavedDraft } from '../api/drafts.ts'
import { createDraftStore, type DraftStore, type UnsavedDraft } from './draft-store.ts'

type Text = { text: string }

/** A server of one draft that behaves as ours does, for one editor or several; and what a browser keeps. */
function world() {
  let version = 0
  const now: DraftOnServer<Text> = { published: { number: 3, createdAt: '', createdBy: null, document: { text: 'published' } }, draft: null }
  const kept: { unsaved: UnsavedDraft<Text> | null } = { unsaved: null }
  /** What the next saves meet: an error before or after they are written, or an answer that is late. */
  const meets: ('absent' | 'unanswered' | 'refused' | 'busy' | 'deleted' | Promise<void>)[] = []
  const saves: string[] = []
  const write = async (draft: UnsavedDraft<Text>): Promise<SavedDraft> => {
    const meeting = meets.shift()
    if (meeting === 'absent') throw new ApiError(0, 'NetworkError', 'no answer')
    if (meeting === 'refused') throw new ApiError(413, 'PayloadTooLargeError', 'too large')
    if (meeting === 'busy') throw new ApiError(503, 'UnavailableError', 'not now')
    if (meeting === 'deleted') throw new ApiError(404, 'NotFoundError', 'was deleted')
    if (meeting instanceof Promise) await meeting
    if ((now.draft?.version ?? null) !== draft.version) throw new ApiError(409, 'DraftConflictError', 'changed meanwhile')
    version += 1
    const saved = { version: `v${version}`, baseVersion: draft.baseVersion, savedAt: `at ${version}`, savedBy: null }
    now.draft = { ...saved, document: draft.document, undo: draft.undo, redo: draft.redo }
    saves.push(draft.document.text)
    if (meeting === 'unanswered') throw new ApiError(0, 'NetworkError', 'no answer')
    return saved
  }
  const open = (unsaved = kept.unsaved, merge?: (base: Text, mine: Text, theirs: Text) => Text | null): DraftStore<Text> =>
    createDraftStore<Text>({
      start: structuredClone(now),
      unsaved,
      ...(merge === undefined ? {} : { merge }),
      save: write,
      load: async () => structuredClone(now),
      keep: (given) => void (kept.unsaved = structuredClone(given)),
    })
  return { now, kept, meets, saves, open }
}

const aSecond = () => vi.advanceTimersByTimeAsync(1000)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Texts that both went on with the base are put together; else there is no way. */
const together = (base: Text, mine: Text, theirs: Text): Text | null =>
  mine.text.startsWith(base.text) && theirs.text.endsWith(base.text) ? { text: theirs.text + mine.text.slice(base.text.length) } : null

describe('a draft that two people edit at once', () => {
  it('holds what both did where it can be put together, and theirs is one step back', async () => {
    const { saves, open, now } = world()
    const [mine, theirs] = [open(null, together), open(null)]
    theirs.edit({ text: 'theirs, published' })
    await theirs.flush()
    mine.edit({ text: 'published, mine' })
    await aSecond()
    await aSecond()
    expect([saves, now.draft?.document.text, mine.state().save.is]).toEqual([
      ['theirs, published', 'theirs, published, mine'],
      'theirs, published, mine',
      'saved',
    ])
    mine.undo()
    expect(mine.state().document.text).toBe('theirs, published')
  })

  it('is merged from the state that the page saw last, not from the one that it began with', async () => {
    const { open, now } = world()
    const bases: string[] = []
    const mine = open(null, (base, ours, others) => {
      bases.push(base.text)
      return { text: `${others.text} & ${ours.text}` }
    })
    mine.edit({ text: 'first' })
    await mine.flush()
    const theirs = open(null)
    theirs.edit({ text: 'second' })
    await theirs.flush()
    mine.edit({ text: 'third' })
    expect(await mine.flush()).toBe(true)
    expect([bases, now.draft?.document.text]).toEqual([['first'], 'second & third'])
  })

  it('is decided by a person where it cannot be put together', async () => {
    const { open, now } = world()
    const [mine, theirs] = [open(null, together), open(null)]
    theirs.edit({ text: 'quite another' })
    await theirs.flush()
    mine.edit({ text: 'published, mine' })
    expect([await mine.flush(), mine.state().save.is, now.draft?.document.text]).toEqual([false, 'conflict', 'quite another'])
  })

  it('is decided by a person where nobody knows what an earlier page began from', async () => {
    const { open } = world()
    const theirs = open(null)
    theirs.edit({ text: 'theirs, published' })
    await theirs.flush()
    const mine = open({ document: { text: 'published, kept' }, undo: [], redo: [], version: null, baseVersion: 3 }, together)
    await mine.compare()
    expect([mine.state().save.is, mine.state().document.text]).toEqual(['conflict', 'published, kept'])
  })
})

describe('a draft that is edited', () => {
  it('goes on being saved after a flush that could not', async () => {
    const { saves, open, now } = world()
    const [mine, theirs] = [open(), open()]
    theirs.edit({ text: 'theirs' })
    await theirs.flush()
    mine.edit({ text: 'mine' })
    await mine.compare()
    expect([await mine.flush(), mine.state().save.is]).toEqual([false, 'conflict'])
    mine.decide('theirs')
    mine.edit({ text: 'after theirs' })
    await aSecond()
    expect([saves, now.draft?.document.text, mine.state().save.is]).toEqual([['theirs', 'after theirs'], 'after theirs', 'saved'])
  })

  it('forgets what an earlier page kept once the server has it', () => {
    const { kept, open } = world()
    kept.unsaved = { document: { text: 'published' }, undo: [], redo: [], version: null, baseVersion: 3 }
    open()
    expect(kept.unsaved).toBeNull()
  })

  it('begins from what is published, and is saved within a second, edits in a row together', async () => {
    const { now, kept, saves, open } = world()
    const store = open()
    expect(store.state()).toMatchObject({ document: { text: 'published' }, version: null, baseVersion: 3, save: { is: 'saved' } })
    store.edit({ text: 'a' })
    store.edit({ text: 'b' })
    expect([store.state().save.is, kept.unsaved?.document.text]).toEqual(['waiting', 'b'])
    await aSecond()
    expect(store.state()).toMatchObject({ version: 'v1', savedAt: 'at 1', save: { is: 'saved' } })
    expect([saves, kept.unsaved, now.draft?.undo.length]).toEqual([['b'], null, 2])
  })

  it('is saved while somebody edits without a pause', async () => {
    const { saves, open } = world()
    const store = open()
    for (let index = 0; index < 20; index += 1) {
      store.edit({ text: `text ${index}` })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(saves.length).toBeGreaterThanOrEqual(2)
  })

  it('is taken back after another page has opened it', async () => {
    const { open } = world()
    const first = open()
    first.edit({ text: 'a' })
    first.edit({ text: 'b' })
    first.undo()
    await aSecond()
    const second = open()
    second.undo()
    expect(second.state().document.text).toBe('published')
    second.redo()
    second.redo()
    expect(second.state().document.text).toBe('b')
    await aSecond()
    expect(second.state().save.is).toBe('saved')
  })

  it('sends what was edited while it was being saved', async () => {
    const { meets, saves, open } = world()
    let answer = (): void => undefined
    meets.push(new Promise((resolve) => void (answer = resolve)))
    const store = open()
    store.edit({ text: 'a' })
    await aSecond()
    store.edit({ text: 'b' })
    expect(store.state().save.is).toBe('saving')
    answer()
    await aSecond()
    expect([saves, store.state().save.is]).toEqual([['a', 'b'], 'saved'])
  })

  it('is saved at once when the page is left', async () => {
    const { saves, open } = world()
    const store = open()
    store.edit({ text: 'a' })
    await store.close()
    expect(saves).toEqual(['a'])
  })
})

describe('a draft without an answer', () => {
  it('is tried again until there is one, with everything edited meanwhile', async () => {
    const { kept, meets, saves, open } = world()
    meets.push('absent', 'absent')
    const store = open()
    store.edit({ text: 'a' })
    await vi.advanceTimersByTimeAsync(700)
    expect(store.state().save).toEqual({ is: 'away' })
    store.edit({ text: 'b' })
    expect([store.state().save.is, kept.unsaved?.document.text]).toEqual(['away', 'b'])
    await vi.advanceTimersByTimeAsync(5000)
    expect([saves, store.state().save.is, kept.unsaved]).toEqual([['b'], 'saved', null])
  })

  it('is no conflict with itself when it was saved all the same', async () => {
    const { meets, saves, open } = world()
    meets.push('unanswered')
    const store = open()
    store.edit({ text: 'a' })
    await vi.advanceTimersByTimeAsync(700)
    store.edit({ text: 'b' })
    await vi.advanceTimersByTimeAsync(5000)
    expect([saves, store.state().save.is]).toEqual([['a', 'b'], 'saved'])
  })

  it('is taken up by the next page of this browser', async () => {
    const { meets, saves, open } = world()
    meets.push('absent', 'absent')
    const store = open()
    store.edit({ text: 'a' })
    await vi.advanceTimersByTimeAsync(700)
    await store.close()
    const next = open()
    expect(next.state()).toMatchObject({ document: { text: 'a' }, save: { is: 'waiting' } })
    await aSecond()
    expect([saves, next.state().save.is]).toEqual([['a'], 'saved'])
    next.undo()
    expect(next.state().document.text).toBe('published')
  })

  it('meets what somebody else saved before the next page was opened', async () => {
    const { meets, now, open } = world()
    meets.push('absent')
    const store = open()
    store.edit({ text: 'mine' })
    await vi.advanceTimersByTimeAsync(700)
    await store.close()
    const other = open(null)
    other.edit({ text: 'theirs' })
    await aSecond()
    const next = open({ document: { text: 'mine' }, undo: [], redo: [], version: null, baseVersion: 3 })
    expect(next.state()).toMatchObject({ document: { text: 'mine' }, save: { is: 'conflict' }, theirs: { draft: { document: { text: 'theirs' } } } })
    expect(now.draft?.document.text).toBe('theirs')
  })
})

describe('a draft of two editors', () => {
  async function conflict() {
    const { now, kept, saves, open } = world()
    const [mine, theirs] = [open(), open()]
    theirs.edit({ text: 'theirs' })
    await aSecond()
    mine.edit({ text: 'mine' })
    await aSecond()
    return { mine, now, kept, saves }
  }

  it('shows both sides and overwrites neither', async () => {
    const { mine, now, kept, saves } = await conflict()
    expect(mine.state()).toMatchObject({ document: { text: 'mine' }, save: { is: 'conflict' }, theirs: { draft: { document: { text: 'theirs' } } } })
    mine.edit({ text: 'mine, longer' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect([now.draft?.document.text, saves, kept.unsaved?.document.text]).toEqual(['theirs', ['theirs'], 'mine, longer'])
    expect(await mine.flush()).toBe(false)
  })

  it('goes on with theirs', async () => {
    const { mine, kept } = await conflict()
    mine.decide('theirs')
    expect(mine.state()).toMatchObject({ document: { text: 'theirs' }, version: 'v1', save: { is: 'saved' }, theirs: null })
    expect(kept.unsaved).toBeNull()
    mine.edit({ text: 'both' })
    await aSecond()
    expect(mine.state().save.is).toBe('saved')
  })

  it('goes on with ours, from which theirs is one step back', async () => {
    const { mine, now } = await conflict()
    mine.decide('ours')
    await aSecond()
    expect([now.draft?.document.text, mine.state().save.is]).toEqual(['mine', 'saved'])
    mine.undo()
    expect(mine.state().document.text).toBe('theirs')
  })

  it('begins anew on what the other one published', async () => {
    const { now, open } = world()
    const mine = open()
    mine.edit({ text: 'mine' })
    await aSecond()
    now.published = { ...now.published, number: 4, document: { text: 'published anew' } }
    now.draft = null
    mine.edit({ text: 'mine, longer' })
    await aSecond()
    expect(mine.state()).toMatchObject({ save: { is: 'conflict' }, theirs: { draft: null, published: { number: 4 } } })
    mine.decide('ours')
    await aSecond()
    expect(now.draft).toMatchObject({ document: { text: 'mine, longer' }, baseVersion: 4 })
    mine.undo()
    expect(mine.state().document.text).toBe('published anew')
  })
})

describe('a draft that somebody published as it is', () => {
  it('is none any more, and leaves nothing to decide', async () => {
    const { now, open } = world()
    const store = open()
    store.edit({ text: 'a' })
    await aSecond()
    now.published = { ...now.published, number: 4, document: { text: 'a' } }
    now.draft = null
    await store.compare()
    expect(store.state()).toMatchObject({ document: { text: 'a' }, version: null, baseVersion: 4, undo: [], save: { is: 'saved' } })
  })
})

describe('a draft that is not taken', () => {
  it('says why, keeps everything, and is tried again with the next edit', async () => {
    const { kept, meets, saves, open } = world()
    meets.push('refused')
    const store = open()
    store.edit({ text: 'huge' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect([store.state().save, saves, kept.unsaved?.document.text]).toEqual([{ is: 'refused', message: 'too large' }, [], 'huge'])
    store.edit({ text: 'small' })
    await aSecond()
    expect([saves, store.state().save.is]).toEqual([['small'], 'saved'])
  })

  it('is tried again by itself where waiting helps', async () => {
    const { meets, saves, open } = world()
    meets.push('busy')
    const store = open()
    store.edit({ text: 'a' })
    await vi.advanceTimersByTimeAsync(700)
    expect(store.state().save).toEqual({ is: 'refused', message: 'not now', isPassing: true })
    await vi.advanceTimersByTimeAsync(2000)
    expect([saves, store.state().save.is]).toEqual([['a'], 'saved'])
  })

  it('waits while its content is in the trash, and is saved once that is back', async () => {
    const { kept, meets, saves, open } = world()
    meets.push('deleted')
    const store = open()
    store.edit({ text: 'a' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect([store.state().save, kept.unsaved?.document.text]).toEqual([{ is: 'gone', message: 'was deleted' }, 'a'])
    expect(await store.flush()).toBe(true)
    expect(saves).toEqual(['a'])
  })
})
