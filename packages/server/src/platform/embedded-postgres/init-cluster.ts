import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { isProcessAlive } from '../process-alive.ts'
import { EmbeddedPostgresError, type NativePackage } from './native-package.ts'
import { makePrivateFolder } from './private-folder.ts'
import { runAs, type Identity } from './run-as.ts'

/** Superuser without password: only who can enter the socket's folder gets near it. Sorting by bytes, the same everywhere. */
const initArguments = [
  '-U',
  'postgres',
  '-A',
  'trust',
  '-E',
  'UTF8',
  '--locale-provider=builtin',
  '--locale=C.UTF-8',
  '--no-instructions',
  '--data-checksums',
] as const

/**
 * Makes the data folder if there is none. All or nothing: it is made beside and renamed when complete, so a kill in
 * between leaves nothing behind that looks like a data folder.
 */
export async function initCluster(options: { native: NativePackage; dataFolder: string; identity: Identity; durable: boolean }): Promise<void> {
  const { native, dataFolder, identity } = options
  await removeLeftovers(dataFolder)
  if (existsSync(path.join(dataFolder, 'PG_VERSION'))) return
  const draft = `${dataFolder}.init-${process.pid}`
  await makePrivateFolder(draft, identity)
  const outcome = await runAs(identity, [native.program('initdb'), '-D', draft, ...initArguments, ...(options.durable ? [] : ['--no-sync'])])
  if (outcome.code !== 0) {
    await rm(draft, { recursive: true, force: true })
    throw new EmbeddedPostgresError(`The embedded PostgreSQL could not make its data folder ${dataFolder}: ${outcome.said.trim().split('\n').at(-1) ?? ''}`)
  }
  try {
    await rename(draft, dataFolder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else was faster: theirs is as good.
    if (!existsSync(path.join(dataFolder, 'PG_VERSION'))) throw error
  }
}

async function removeLeftovers(dataFolder: string): Promise<void> {
  const prefix = `${path.basename(dataFolder)}.init-`
  const parent = path.dirname(dataFolder)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const maker = Number(name.slice(prefix.length))
    if (maker !== process.pid && isProcessAlive(maker)) continue
    // Its program may still be writing for a moment; what cannot be removed now is removed at the next start.
    await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)
  }
}
