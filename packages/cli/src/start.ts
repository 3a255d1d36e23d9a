import { createLog, instanceSecrets, readConfig, startServer, takeDataFolder, type Config, type Log } from '@atrium/server'
import { explainError } from './explain-error.ts'
import { openStore } from './open-store.ts'
import { requireFreePort } from './require-free-port.ts'
import { say, sayError } from './say.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'

/**
 * Starts everything and stays until Ctrl-C or SIGTERM; answers the exit code. What was opened is closed in reverse
 * order, also when a later step fails.
 */
export async function start(version: string): Promise<number> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel, target: process.stderr })
  const shutdown = createShutdown(log)
  try {
    await bringUp(config, log, shutdown, version)
  } catch (error) {
    // What fails because it is being stopped is no news.
    if (!shutdown.isStopping()) sayError(explainError(error))
    shutdown.begin(1)
  }
  shutdown.settled()
  return shutdown.finished
}

async function bringUp(config: Config, log: Log, shutdown: Shutdown, version: string): Promise<void> {
  const dataFolder = await takeDataFolder(config.dataDir)
  shutdown.onStop('the lock of the data folder', () => dataFolder.release())
  await requireFreePort(config.host, config.port)
  const secrets = await instanceSecrets(dataFolder.path, config.secrets)
  const connection = await openStore(config, dataFolder, log, shutdown)
  if (shutdown.isStopping()) return
  const server = await startServer({ config, connection, dataFolder, secrets, log, version, progress: say })
  shutdown.onStop('the server', () => server.stop())
  if (!shutdown.isStopping()) greet(server.url, server.entryUrl, dataFolder.path)
}

function greet(url: string, entryUrl: string | null, dataDir: string): void {
  say('')
  say(`Atrium is ready at ${url}`)
  if (entryUrl !== null) say(`Open this to get in (works once, for 15 minutes):\n  ${entryUrl}`)
  say(`Data is kept in ${dataDir}. Ctrl-C stops it.`)
}
