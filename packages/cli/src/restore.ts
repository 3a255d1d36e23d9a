import { createLog, readConfig, restoreBackup, takeDataFolder } from '@atrium/server'
import path from 'node:path'
import { explainError } from './explain-error.ts'
import { openStore } from './open-store.ts'
import { say, sayError } from './say.ts'
import { createShutdown } from './shutdown.ts'

/** Makes the store what it was in a backup, while no server runs; answers the exit code. */
export async function restore(file: string, options: { force: boolean }): Promise<number> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel, target: process.stderr })
  const shutdown = createShutdown(log)
  let code = 0
  try {
    const dataFolder = await takeDataFolder(config.dataDir)
    shutdown.onStop('the lock of the data folder', () => dataFolder.release())
    const connection = await openStore(config, dataFolder, log, shutdown)
    const { madeAt, tables, rows } = await restoreBackup(connection, path.resolve(file), options)
    say(`The store is what it was at ${madeAt}: ${rows} rows in ${tables} tables. Start Atrium to go on from there.`)
  } catch (error) {
    if (!shutdown.isStopping()) sayError(explainError(error))
    code = 1
  }
  shutdown.begin(code)
  shutdown.settled()
  return shutdown.finished
}
