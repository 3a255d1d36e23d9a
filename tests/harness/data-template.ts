import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Names the folder that all processes of a run share, where the templates lie or will. */
const variable = 'ATRIUM_TEST_TEMPLATE'

/** Longest that one waits for another to make it, in milliseconds. */
const patience = 120_000

/** Global setup of the suites that start the product: one place for the templates of all their processes. */
export function setup(): void {
  if (process.env[variable] === undefined) sharedFolder()
}

/**
 * A data folder to be copied. Made once per run by `make`, by whichever process needs it first; the others wait for it.
 * It is removed when the process ends that named the place.
 */
export async function dataTemplate(name: string, make: (dataDir: string) => Promise<void>): Promise<string> {
  const shared = process.env[variable] ?? sharedFolder()
  const template = path.join(shared, name)
  const lock = `${template}.being-made`
  const until = Date.now() + patience
  while (!existsSync(template)) {
    if (Date.now() > until) throw new Error(`the template ${name} was not made in time in ${shared}`)
    if (await isTaken(lock)) {
      await sleep(50)
      continue
    }
    try {
      if (!existsSync(template)) await makeAt(template, make)
    } finally {
      await rm(lock, { recursive: true, force: true })
    }
  }
  return template
}

/** Only what is whole bears the name. */
async function makeAt(template: string, make: (dataDir: string) => Promise<void>): Promise<void> {
  const unfinished = `${template}.unfinished`
  await mkdir(unfinished)
  try {
    await make(unfinished)
    await rename(unfinished, template)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Takes the lock, or says that somebody else holds it. A folder is made by exactly one. */
async function isTaken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
    return false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true
    throw error
  }
}

/** Makes the shared folder, for as long as this process lives, and lets the processes that are started from here know it. */
function sharedFolder(): string {
  const shared = mkdtempSync(path.join(tmpdir(), 'atrium-template-'))
  process.env[variable] = shared
  process.once('exit', () => rmSync(shared, { recursive: true, force: true }))
  return shared
}
