import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { perform, type Ctx } from './access/operation.ts'
import type { Actor } from './access/actor.ts'
import { appDoor } from './api/app/door.ts'
import type { House } from './api/house.ts'
import { hashboardDoor } from './api/hashboard/door.ts'
import { hexDoor } from './api/hex/door.ts'
import { posthogDoor } from './api/posthog/door.ts'
import { lightdashDoor } from './api/lightdash/door.ts'
import { mcpDoor } from './api/mcp/door.ts'
import { scimDoor } from './api/scim/door.ts'
import { renderError } from './api/render-error.ts'
import { openDoors } from './api/open-doors.ts'
import { requestRates } from './api/rate-limits.ts'
import { createRunningQueries } from './api/running-queries.ts'
import { createOutgoingMail } from './channels/mail/outgoing-mail.ts'
import { createSmtp } from './channels/mail/smtp.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { removeOrphanedExports } from './domain/explore/remove-orphaned-exports.ts'
import { addCallCounts } from './domain/endpoints/limits/call-count-store.ts'
import { createCallCounts } from './domain/endpoints/limits/call-counts.ts'
import { callRules, createCallLimits } from './domain/endpoints/limits/call-limits.ts'
import { createRepeatedRuns } from './domain/endpoints/repeated-runs.ts'
import { createEndpointMemory } from './domain/endpoints/endpoint-memory.ts'
import { createEndpointRunLog } from './domain/endpoints/run-log.ts'
import { insertEndpointRuns } from './domain/endpoints/run-log-store.ts'
import { createFileReader } from './domain/content/files/file-reader.ts'
import { openExecutionRooms } from './domain/apps/execution/open-rooms.ts'
import { createSessionKernels } from './domain/apps/execution/session-kernels.ts'
import { createLiveRooms } from './domain/apps/live/live-rooms.ts'
import { createSessions } from './domain/apps/sessions/sessions.ts'
import { createIdentity } from './domain/identity/create-identity.ts'
import type { ProviderSecretsCtx } from './domain/identity/oidc/oidc-ctx.ts'
import { provisionProvider } from './domain/identity/oidc/provision-provider.ts'
import { provisionAdmin, provisionDemoPeople } from './domain/identity/provision-people.ts'
import { getSetupState } from './domain/identity/set-up.ts'
import { createSignInLink } from './domain/identity/sign-in-links.ts'
import { createProjectCache } from './domain/projects/project-cache.ts'
import { projectChangesChannel } from './domain/projects/project-changes-store.ts'
import { accountOf } from './domain/projects/warehouse-account.ts'
import { readPassword } from './domain/projects/warehouse-passwords.ts'
import { openFirstProject } from './domain/projects/open-first-project.ts'
import { watchModels } from './domain/projects/watch-models.ts'
import { createCron } from './jobs/cron.ts'
import { createRuns } from './jobs/queue.ts'
import { contentChangesChannel, type Change } from './platform/change-log-store.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { keepBackup } from './platform/db/backup/keep-backup.ts'
import { migrate, MigrationError } from './platform/db/migrate.ts'
import { openDb } from './platform/db/open-db.ts'
import { createHttpServer } from './platform/http/create-http-server.ts'
import { createRateLimiter } from './platform/http/rate-limiter.ts'
import { createOutbound } from './platform/net/outbound.ts'
import { newId } from './platform/ids.ts'
import { installedFile } from './platform/installed-file.ts'
import { createKeyRing } from './platform/secrets/key-ring.ts'
import type { RunningServer, StartInput } from './platform/start-input.ts'
import { createQueries } from './query/create-queries.ts'
import { createKeptAnswers } from './query/kept-answers.ts'
import { createQueryLog } from './query/query-log.ts'
import { insertQueryLog } from './query/query-log-store.ts'
import { createStartedQueries } from './query/started-queries.ts'
import { createViewCounter } from './resources/view-counter.ts'
import { createIngest } from './warehouses/ingest/ingest-client.ts'
import { createKeptTables } from './warehouses/kept-tables.ts'
import { createWarehouses } from './warehouses/registry.ts'
import { createSharedDrawer } from './domain/integrations/app-notices/shared-drawer.ts'
import { createDrawer } from './rendering/drawing/drawer.ts'
import { appNoticesWorker } from './workers/app-notices.ts'
import { appRunWorker, appSchedulesEntry, appSchedulesWorker } from './workers/app-runs.ts'
import { compileProjectWorker } from './workers/compile-project.ts'
import { csvExportWorker } from './workers/csv-export.ts'
import { expiredDownloadsEntry, expiredDownloadsWorker } from './workers/expired-downloads.ts'
import { housekeepingEntry, housekeepingWorker } from './workers/housekeeping.ts'
import { materializeDueEntry, materializeWorkers } from './workers/materialize.ts'
import { mailWorker } from './workers/mail.ts'
import { passwordResetWorker } from './workers/password-reset.ts'
import { sheetExportWorker } from './workers/sheet-export.ts'
import { sqlQueryWorker } from './workers/sql-query.ts'
import { validationWorkers } from './workers/validate-project.ts'
import { tokenWarningsEntry, tokenWarningsWorker } from './workers/token-warnings.ts'

/** Megabytes of one answer at most; larger ones are cut and say so. */
const answerMegabytes = 64
/** Seconds an export may take. */
const exportSeconds = 900

/**
 * Puts the house together and opens its doors: the only place that knows everyone. What was opened is closed in
 * reverse order by `stop`.
 */
export async function startServer(input: StartInput): Promise<RunningServer> {
  const { config, dataFolder, log } = input
  const clock = systemClock
  const onError = (message: string, error: unknown): void => log.error({ err: error }, message)
  const closing: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close().catch((error: unknown) => onError('something did not close cleanly', error))
  }
  try {
    const { db, listen, close } = openDb(input.connection, { log })
    closing.push(close)
    await migrate(db, config.backupBeforeMigration ? { beforeChange: () => backupStore(input, clock) } : {})

    const keys = createKeyRing(input.secrets)
    const identity = await createIdentity({ db, listen, clock, log, sessionHours: config.sessionHours, keys })
    closing.push(() => identity.close())
    const projects = createProjectCache(db)
    // With the port 0 it is known once we listen.
    let { port } = config
    const outbound = createOutbound({ allowed: config.allowedNetworks, never: () => ownPlaces(config, port) })
    const ingest = createIngest({
      entry: installedFile('ingest-process.js', 'dist/ingest-process.js'),
      // Beside the engine, which goes on answering meanwhile: half of its memory for both, more where half is too little for wide rows.
      limits: {
        memoryMegabytes: Math.max(256, Math.floor((engineMegabytes(config.engine.memory) * 3) / 8)),
        threads: config.engine.threads ?? availableParallelism(),
      },
      tableLimits: {
        memoryMegabytes: Math.max(512, Math.floor(engineMegabytes(config.engine.memory) / 8)),
        threads: config.engine.threads ?? availableParallelism(),
      },
      timeoutMs: exportSeconds * 1000,
      onWarning: (message, details) => log.warn(details, message),
    })
    const warehouses = createWarehouses({
      databaseFolder: path.join(dataFolder.path, 'warehouses'),
      exportFolder: dataFolder.exports,
      tempFolder: dataFolder.engine,
      engineEntry: installedFile('engine-process.js', 'dist/engine-process.js'),
      memoryMegabytes: engineMegabytes(config.engine.memory),
      threads: config.engine.threads ?? availableParallelism(),
      slots: config.engine.threads ?? availableParallelism(),
      maxWaiting: 200,
      makeTable: ingest.table,
      clock,
      outbound,
      passwordOf: (owner) => readPassword(db, keys, owner),
      onWarning: (message, details) => log.warn(details, message),
    })
    closing.push(() => warehouses.closeAll())
    const keptTables = createKeptTables({
      entry: installedFile('engine-process.js', 'dist/engine-process.js'),
      folder: path.join(dataFolder.path, 'materializations'),
      tempFolder: path.join(dataFolder.engine, 'materializations'),
      memoryMegabytes: Math.max(512, Math.floor(engineMegabytes(config.engine.memory) / 4)),
      threads: config.engine.threads ?? availableParallelism(),
      slots: config.engine.threads ?? availableParallelism(),
      maxWaiting: 200,
      writeMs: exportSeconds * 1000,
      onWarning: (message, details) => log.warn(details, message),
    })
    closing.push(() => keptTables.close())
    const rooms = openExecutionRooms({
      db,
      clock,
      folder: dataFolder.path,
      tempFolder: dataFolder.engine,
      memoryMegabytes: Math.max(512, Math.floor(engineMegabytes(config.engine.memory) / 4)),
      machineBytes: totalmem(),
      threads: config.engine.threads ?? availableParallelism(),
      answerBytes: answerMegabytes * 1024 * 1024,
      onWarning: (message, details) => log.warn(details, message),
      onInfo: (message, details) => log.info(details, message),
    })
    closing.push(() => rooms.close())
    const { results, kernels, notebooks } = rooms
    const drawer = createDrawer({ entry: installedFile('draw-main.js', 'dist/draw-main.js'), timeoutMs: 30_000, memoryMegabytes: 512, mostWaiting: 20 })
    closing.push(() => drawer.close())
    const readerOfFiles = installedFile('file-reader-main.js', 'dist/file-reader-main.js')
    const fileReader = createFileReader({ entry: readerOfFiles, timeoutMs: 20_000, memoryMegabytes: 512, mostWaiting: 20 })
    closing.push(() => fileReader.close())
    const sessions = await createSessions({ db, listen, clock, openKernels: () => createSessionKernels(kernels), onError })
    closing.push(() => sessions.close())
    const live = await createLiveRooms({ db, listen, clock, onError })
    closing.push(async () => live.close())
    const queryLog = createQueryLog({ write: (entries) => insertQueryLog(db, entries), onError })
    const queries = createQueries({
      warehouses,
      accountOf: (project, actor) => accountOf(db, project, actor),
      keptTables,
      clock,
      log: queryLog,
      limits: { timeoutMs: config.query.timeoutSeconds * 1000, exportTimeoutMs: exportSeconds * 1000, maxBytes: answerMegabytes * 1024 * 1024 },
      cache: { maxBytes: config.cache.megabytes * 1024 * 1024, ttlMs: config.cache.ttlSeconds * 1000 },
    })
    closing.push(() => queries.stop())
    const endpointRuns = createEndpointRunLog({ write: (runs) => insertEndpointRuns(db, runs), onError })
    closing.push(() => endpointRuns.stop())
    const callCounts = createCallCounts({ share: (added) => addCallCounts(db, added, new Date(clock.now())), onError })
    closing.push(() => callCounts.stop())
    const endpointMemory = createEndpointMemory()
    const views = createViewCounter({ db, clock, onError })
    closing.push(() => views.stop())

    const common = {
      db,
      clock,
      projects,
      queries,
      warehouses,
      keptTables,
      results,
      kernels,
      notebooks,
      fileReader,
      sessions,
      drawer,
      onDraftChanged: (resourceId: string) => sessions.draftChanged(resourceId),
      onNotebookPublished: (projectId: string) => sessions.published(projectId),
      identity,
      keys,
      outbound,
      exportFolder: dataFolder.exports,
      projectFolders: { models: path.join(dataFolder.path, 'models') },
      git: { folder: path.join(dataFolder.path, 'repositories'), localRemotes: config.gitFolders },
      views,
      endpointRuns,
      endpointMemory,
      onCommitted: (changes: readonly Change[]) => {
        for (const { projectId } of changes) if (projectId !== null) endpointMemory.forget(projectId)
      },
      limits: { maxRows: config.query.maxRows, csvCells: config.query.csvCellsLimit },
      appRunLimits: config.appRuns,
      uploads: {
        folder: path.join(dataFolder.path, 'uploads'),
        maxBytes: config.maxUploadBytes,
        partBytes: Math.min(config.maxBodyBytes, 4 * 1024 * 1024),
        ingest,
      },
    }
    const actorOfUser = (userId: string): Promise<Actor> => identity.authenticator.actorOfUser(userId)
    const actorOfToken = ({ id, userId }: { id: string; userId: string }): Promise<Actor> =>
      identity.authenticator.actorNow({ via: 'token', credentialId: id, userId })
    const noticeDrawer = createSharedDrawer(drawer, clock)
    const runs = createRuns({
      db,
      listen,
      clock,
      concurrency: 4,
      leaseSeconds: 15,
      workerId: newId(),
      onError,
      workers: [
        compileProjectWorker(() => ({ ...common, settings: { siteUrl } })),
        csvExportWorker({ ...common, actorOfUser: (userId) => identity.authenticator.actorOfUser(userId) }),
        sheetExportWorker(() => ({ ...common, settings: { siteUrl }, actorOfUser: (userId) => identity.authenticator.actorOfUser(userId) })),
        sqlQueryWorker({ ...common, actorOfUser: (userId) => identity.authenticator.actorOfUser(userId) }),
        expiredDownloadsWorker(common),
        housekeepingWorker(common),
        mailWorker({ db, clock, log, smtp: config.mail === null ? null : createSmtp(config.mail) }),
        passwordResetWorker(() => ({ ...common, mail })),
        tokenWarningsWorker(() => ({ ...common, mail })),
        ...validationWorkers(common),
        ...materializeWorkers(common, () => runs),
        appNoticesWorker(() => ({ ...common, settings: { siteUrl }, mail, actorOfUser, actorOfToken, drawer: noticeDrawer, onError })),
        appSchedulesWorker(() => ({ ...common, runs, actorOfUser, onError })),
      ],
    })
    closing.push(() => runs.stop())
    const appRuns = createRuns({
      db,
      listen,
      clock,
      concurrency: config.appRuns.atOnce,
      leaseSeconds: 15,
      workerId: newId(),
      onError,
      workers: [appRunWorker(() => ({ ...common, runs, actorOfUser, actorOfToken, onError }))],
    })
    closing.push(() => appRuns.stop())
    // Without a configured address it is known once we listen, before the first request.
    let siteUrl = config.siteUrl ?? ''
    const mail = createOutgoingMail({ isConfigured: config.mail !== null, runs, siteUrl: () => siteUrl })

    const models = config.watchModels ? watchModels({ house: common, log }) : null
    const unlisten = await listen(
      projectChangesChannel,
      (projectId) => {
        projects.forget(projectId)
        queries.forget(projectId)
        warehouses.renew(projectId)
        void models?.follow()
      },
      () => {
        projects.forgetAll()
        void models?.follow()
      },
    )
    closing.push(async () => unlisten())
    const unlistenContent = await listen(
      contentChangesChannel,
      (projectId) => endpointMemory.forget(projectId),
      () => endpointMemory.forgetAll(),
    )
    closing.push(async () => unlistenContent())
    if (models !== null) closing.push(() => models.close())

    const asHouse = (name: string, organizationId: string | null): Ctx & typeof common & { runs: typeof runs } => {
      const actor: Actor = { kind: 'system', name, organizationId }
      return { ...common, runs, actor, requestId: `start:${name}`, signal: new AbortController().signal }
    }
    await perform(removeOrphanedExports, asHouse('exports', null), {})
    const entry = await settle(input, asHouse)
    await models?.follow()

    const app = await createHttpServer({
      log,
      maxBodyBytes: config.maxBodyBytes,
      siteUrl: () => siteUrl,
      frameHosts: config.frameHosts,
      trustedProxies: config.trustedProxies,
      failure: (error, request) => renderError(error, request),
    })
    closing.push(() => app.close())
    // An answer that goes on for ever would keep the doors open.
    closing.push(async () => sessions.hangUp())
    const callLimits = createCallLimits({ rules: callRules(config.calls), counts: callCounts, clock })
    const house: House = {
      ...common,
      live,
      runs,
      log,
      rateLimits: createRateLimiter(requestRates(config.hex), clock),
      mail,
      runningQueries: createRunningQueries(),
      callLimits,
      repeatedRuns: createRepeatedRuns({ ...common, authenticator: identity.authenticator, callLimits }),
      keptAnswers: createKeptAnswers({ clock, keptMs: 15 * 60_000, longestMs: 4 * 3_600_000, maxBytes: 2 * answerMegabytes * 1024 * 1024 }),
      startedQueries: createStartedQueries({ clock, keptMs: 15 * 60_000, maxBytes: 2 * answerMegabytes * 1024 * 1024, maxPending: 20, onError }),
      settleOrganization: () =>
        settleOrganization(input, asHouse, null).catch((error: unknown) => onError('what the configuration asks for could not be made', error)),
      settings: {
        version: input.version,
        get siteUrl() {
          return siteUrl
        },
        isSiteUrlGiven: config.siteUrl !== null,
        secureCookies: config.secureCookies,
        frameHosts: config.frameHosts,
      },
    }
    await openDoors(
      app,
      house,
      {
        lightdash: lightdashDoor(house),
        app: appDoor(house),
        scim: scimDoor(house),
        posthog: posthogDoor(house),
        hashboard: hashboardDoor(house),
        hex: hexDoor(house),
        mcp: mcpDoor(house),
      },
      installedFile('web', 'dist/web'),
    )

    await runs.start()
    await appRuns.start()
    const cron = createCron({ db, entries: [appSchedulesEntry, expiredDownloadsEntry, housekeepingEntry, materializeDueEntry, tokenWarningsEntry], onError })
    await cron.start()
    closing.push(() => cron.stop())
    await app.listen({ host: config.host, port: config.port })
    port = portOf(app)
    siteUrl = config.siteUrl ?? `http://localhost:${port}`
    return { url: siteUrl, entryUrl: entry === null ? null : new URL(entry, siteUrl).href, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const firstProject = ({ config, dataFolder, log }: StartInput): Parameters<typeof openFirstProject>[1] => ({
  modelsDir: config.modelsDir,
  databaseFolder: path.join(dataFolder.path, 'warehouses'),
  log,
})

/** A way back from a newer version. Throws `MigrationError` when there would be none. */
async function backupStore({ connection, dataFolder, log }: StartInput, clock: Clock): Promise<void> {
  try {
    const file = await keepBackup(connection, { folder: dataFolder.backups, now: new Date(clock.now()) })
    log.info({ file }, 'the store was copied before its tables change; "atrium restore" brings it back')
  } catch (cause) {
    throw new MigrationError(
      `The store needs changes for this version, but could not be copied to ${dataFolder.backups} first (${cause instanceof Error ? cause.message : String(cause)}). Nothing was changed. Make room there, or make a copy yourself and set ATRIUM_BACKUP_BEFORE_MIGRATION=false.`,
      { cause },
    )
  }
}

/** What must never be taken for a warehouse: the store and this server. */
function ownPlaces({ databaseUrl, host }: StartInput['config'], port: number): { host: string; port: number }[] {
  const store = databaseUrl === null ? [] : [new URL(databaseUrl)]
  return [{ host, port }, ...store.map(({ hostname, port: storePort }) => ({ host: hostname, port: storePort === '' ? 5432 : Number(storePort) }))]
}

type AsHouse = (name: string, organizationId: string | null) => ProviderSecretsCtx & Parameters<typeof seedDemo>[0]

/** People, projects and models that have to be there before the doors open; answers the way in, when one is printed. */
async function settle(input: StartInput, asHouse: AsHouse): Promise<string | null> {
  const { config, dataFolder, progress } = input
  let organizationId: string | null = null
  let demoUserId: string | null = null
  if (config.demo) {
    const demo = await perform(provisionDemoPeople, asHouse('demo', null), {})
    organizationId = demo.organizationId
    demoUserId = demo.userId
  }
  if (config.admin !== null) organizationId = (await perform(provisionAdmin, asHouse('admin', organizationId), config.admin)).organizationId
  if (organizationId !== null && config.demo) {
    await seedDemo(asHouse('demo', organizationId), {
      organizationId,
      demoFolder: installedFile('../examples/demo', 'examples/demo'),
      databaseFolder: path.join(dataFolder.path, 'warehouses'),
      modelsFolder: path.join(dataFolder.path, 'models'),
      progress,
    })
  }
  await settleOrganization(input, asHouse, organizationId)
  if (demoUserId !== null) {
    const { token } = await perform(createSignInLink, asHouse('link', organizationId), { purpose: 'sign_in', userId: demoUserId })
    return `/sign-in/${token}`
  }
  if (!(await perform(getSetupState, asHouse('link', null), {})).needsSetup) return null
  const { token } = await perform(createSignInLink, asHouse('link', null), { purpose: 'setup', userId: null })
  return `/setup?token=${token}`
}

/** What the configuration asks for in the organization, as soon as there is one: the first project, the identity provider. */
async function settleOrganization(input: StartInput, asHouse: AsHouse, organizationId: string | null): Promise<void> {
  await openFirstProject(asHouse('models', organizationId), firstProject(input))
  if (input.config.oidc !== null) await perform(provisionProvider, asHouse('oidc', organizationId), input.config.oidc)
}

/** The port that the server got. */
function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Half of the machine's memory, at most eight gigabytes, unless it is set. */
function engineMegabytes(configured: string | null): number {
  if (configured === null) return Math.floor(Math.min(totalmem() / 2, 8 * 1024 ** 3) / 1024 ** 2)
  const [, amount = '1', unit = 'GB'] = /^([\d.]+) ?(\w+)$/.exec(configured) ?? []
  return Math.max(64, Math.round(Number(amount) * (unit.toUpperCase().startsWith('G') ? 1024 : 1)))
}
