import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchFolders, type Folder, type FolderWatch } from './watch-folders.ts'

let base: string
let place: string
let watch: FolderWatch
let states: string[]
let errors: unknown[]
let fails: boolean

/** All files below a folder with their texts, and its folders. */
async function look(): Promise<{ state: string; folders: Folder[] }> {
  const folders: Folder[] = []
  const texts: string[] = []
  const walk = async (folder: string): Promise<void> => {
    const { ino, birthtimeMs } = await stat(folder)
    folders.push({ path: folder, identity: `${ino}:${birthtimeMs}` })
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) await walk(full)
      else texts.push(await readFile(full, 'utf8'))
    }
  }
  await walk(place)
  return { state: texts.toSorted().join(), folders }
}

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-watch-'))
  place = path.join(base, 'models')
  await mkdir(path.join(place, 'deep'), { recursive: true })
  await writeFile(path.join(place, 'deep', 'a'), 'one')
  states = []
  errors = []
  fails = false
  watch = watchFolders({
    place,
    look,
    async changed() {
      if (fails) throw new Error('not now')
      states.push((await look()).state)
    },
    onError: (error) => errors.push(error),
  })
  await expect.poll(() => states).toEqual(['one'])
})
afterEach(async () => {
  await watch.close()
  await rm(base, { recursive: true, force: true })
})

const last = (): string | undefined => states.at(-1)
/** The watch must notice by itself: its regular look comes much later. */
const soon = { timeout: 15_000 }

describe('watchFolders', () => {
  it('notices a file that is written in place, and one that is renamed over it', async () => {
    await writeFile(path.join(place, 'deep', 'a'), 'two')
    await expect.poll(last, soon).toBe('two')
    await writeFile(path.join(place, 'deep', '.a.swp'), 'three')
    await rename(path.join(place, 'deep', '.a.swp'), path.join(place, 'deep', 'a'))
    await expect.poll(last, soon).toBe('three')
  })

  it('notices what is written in a folder that is new', async () => {
    await mkdir(path.join(place, 'new', 'newer'), { recursive: true })
    await writeFile(path.join(place, 'new', 'newer', 'b'), 'two')
    await expect.poll(last, soon).toBe('one,two')
    await writeFile(path.join(place, 'new', 'newer', 'b'), 'three')
    await expect.poll(last, soon).toBe('one,three')
  })

  it('goes on after the folder was replaced: by another one, by a removed and made one, by a link', async () => {
    await mkdir(path.join(base, 'next', 'deep'), { recursive: true })
    await writeFile(path.join(base, 'next', 'deep', 'a'), 'two')
    await rename(place, path.join(base, 'old'))
    await rename(path.join(base, 'next'), place)
    await expect.poll(last, soon).toBe('two')
    await writeFile(path.join(place, 'deep', 'a'), 'three')
    await expect.poll(last, soon).toBe('three')

    await rm(place, { recursive: true })
    await expect.poll(() => errors.length, soon).toBeGreaterThan(0)
    await mkdir(path.join(place, 'deep'), { recursive: true })
    await writeFile(path.join(place, 'deep', 'a'), 'four')
    await expect.poll(last, soon).toBe('four')
    await writeFile(path.join(place, 'deep', 'a'), 'five')
    await expect.poll(last, soon).toBe('five')

    await rm(place, { recursive: true })
    await symlink(path.join(base, 'old'), place)
    await expect.poll(last, soon).toBe('one')
  })

  it('does not speak of what stays the same', async () => {
    await writeFile(path.join(place, 'deep', 'a'), 'one')
    await writeFile(path.join(place, 'b'), 'two')
    await expect.poll(last, soon).toBe('one,two')
    expect(states).toEqual(['one', 'one,two'])
  })

  it('tries again with the next change when a change could not be handled', async () => {
    fails = true
    await writeFile(path.join(place, 'b'), 'two')
    await expect.poll(() => errors.length, soon).toBe(1)
    fails = false
    await writeFile(path.join(base, 'models', 'c'), 'three')
    await expect.poll(last, soon).toBe('one,three,two')
  })

  it('is silent once it is closed', async () => {
    await watch.close()
    await writeFile(path.join(place, 'b'), 'two')
    const other = watchFolders({ place, look, changed: async () => void states.push('other'), onError: (error) => errors.push(error) })
    await expect.poll(last, soon).toBe('other')
    await other.close()
    expect(states).toEqual(['one', 'other'])
  })
})
