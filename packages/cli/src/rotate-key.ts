import { beginRotation, createKeyRing, createLog, finishRotation, instanceSecrets, readConfig, rotateSecrets, takeDataFolder } from '@atrium/server'
import { explainError } from './explain-error.ts'
import { openStore } from './open-store.ts'
import { say, sayError } from './say.ts'
import { createShutdown } from './shutdown.ts'

/**
 * Puts every stored secret under the newest key, while no server runs: the one of ATRIUM_SECRET_KEY, or a new one that is
 * made in the data folder. Interrupted, it goes on when it is run again. Answers the exit code.
 */
export async function rotateKey(): Promise<number> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel, target: process.stderr })
  const shutdown = createShutdown(log)
  let code = 0
  try {
    const dataFolder = await takeDataFolder(config.dataDir)
    shutdown.onStop('the lock of the data folder', () => dataFolder.release())
    const isConfigured = config.secrets.current !== null
    const { current, old } = isConfigured ? await instanceSecrets(dataFolder.path, config.secrets) : await beginRotation(dataFolder.path)
    const keys = createKeyRing({ current, old: [...old, ...config.secrets.old] })
    const count = await rotateSecrets(await openStore(config, dataFolder, log, shutdown), keys, log)
    if (!isConfigured) await finishRotation(dataFolder.path)
    say(`${count} stored secrets were put under the key ${keys.currentId}.${isConfigured ? ' ATRIUM_SECRET_KEYS_OLD can be removed now.' : ''}`)
  } catch (error) {
    if (!shutdown.isStopping()) sayError(explainError(error))
    code = 1
  }
  shutdown.begin(code)
  shutdown.settled()
  return shutdown.finished
}
