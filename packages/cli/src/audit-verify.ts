import path from 'node:path'
import { createLog, readConfig, runningPostgres, takeDataFolder, verifyChangeLog, type Config, type DbConnection, type Log } from '@atrium/server'
import { explainError } from './explain-error.ts'
import { openStore } from './open-store.ts'
import { say, sayError } from './say.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'

/**
 * Says whether the audit log is what was written, with the number of lines and the hash of the last one, or which line
 * is the first that does not fit; answers the exit code. May run beside a server.
 */
export async function auditVerify(): Promise<number> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel, target: process.stderr })
  const shutdown = createShutdown(log)
  let code = 1
  try {
    const found = await verifyChangeLog(await connect(config, log, shutdown))
    if (found.intact) {
      code = say(`OK: ${found.lines} lines, head ${found.head}`)
    } else {
      sayError(
        `The audit log was changed: line ${found.line} (${found.operation}, ${found.at}) does not follow from the ${found.lines} lines before it. Compare it with a backup.`,
      )
    }
  } catch (error) {
    if (!shutdown.isStopping()) sayError(explainError(error))
  }
  shutdown.begin(code)
  shutdown.settled()
  return shutdown.finished
}

/** The store where it runs already; else it is started for as long as this takes. */
async function connect(config: Config, log: Log, shutdown: Shutdown): Promise<DbConnection> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl }
  const running = await runningPostgres(path.join(config.dataDir, 'postgres'))
  if (running !== null) return running
  const dataFolder = await takeDataFolder(config.dataDir)
  shutdown.onStop('the lock of the data folder', () => dataFolder.release())
  return openStore(config, dataFolder, log, shutdown)
}
