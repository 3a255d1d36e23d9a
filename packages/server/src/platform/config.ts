import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nearestNames } from '@atrium/semantic'
import { otherNames, settings, type SettingName, type SettingValues } from './config-settings.ts'
import type { LogLevel } from './log.ts'

/** The whole configuration, read once and never changed. Paths are absolute. */
export type Config = Readonly<{
  port: number
  host: string
  dataDir: string
  /** Null: `http://localhost:<port>`, known when the port is. */
  siteUrl: string | null
  /** Null: the embedded server. */
  databaseUrl: string | null
  /** Null: no mail is sent. */
  mail: Readonly<{ url: string; from: string }> | null
  demo: boolean
  modelsDir: string | null
  watchModels: boolean
  backupBeforeMigration: boolean
  admin: Readonly<{ email: string; password: string | null; token: string | null }> | null
  /** Null: administrators add identity providers themselves. */
  oidc: Readonly<{ name: string; issuer: string; clientId: string; clientSecret: string | null }> | null
  secrets: Readonly<{ current: string | null; old: readonly string[] }>
  /** Empty: nobody's word about a client's address is taken. */
  trustedProxies: readonly string[]
  /** Private networks that may be connected to. */
  allowedNetworks: readonly string[]
  /** Folders of this server in which bare repositories may be read and pushed to; absolute. */
  gitFolders: readonly string[]
  /** Hosts whose pages may be framed. */
  frameHosts: readonly string[]
  sessionHours: number
  secureCookies: boolean
  maxBodyBytes: number
  maxUploadBytes: number
  query: Readonly<{ timeoutSeconds: number; maxRows: number; csvCellsLimit: number }>
  cache: Readonly<{ megabytes: number; ttlSeconds: number }>
  /** Calls of endpoints by one key; 0: any number. */
  calls: Readonly<Record<'inline' | 'materialized', Readonly<{ perMinute: number; perHour: number; atOnce: number }>>>
  /** Requests of programs of the Hex format, by key and minute. */
  hex: Readonly<Record<'requests' | 'runs' | 'ingests' | 'embeds', number>>
  /** Runs of apps: done at once by this node; waiting and running at most. */
  appRuns: Readonly<{ atOnce: number; ofPerson: number; ofAll: number }>
  engine: Readonly<{ memory: string | null; threads: number | null }>
  logLevel: LogLevel
}>

/** All that is wrong with the environment, one line per variable, each naming it and what it takes. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

const names = Object.keys(settings) as SettingName[]

/**
 * Reads `DATABASE_URL` and `ATRIUM_…`; each may be given as `…_FILE`, the path of a file that holds the value. Empty
 * means unset. Throws `ConfigError` for unknown `ATRIUM_…` variables and for values that are not accepted.
 */
export function readConfig(environment: Environment = process.env): Config {
  const problems = unknownNames(environment)
  const values = Object.fromEntries(names.map((name) => [name, readSetting(name, environment, problems)])) as unknown as SettingValues
  if (problems.length === 0) problems.push(...contradictions(values))
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze({
    port: values.ATRIUM_PORT,
    host: values.ATRIUM_HOST,
    dataDir: path.resolve(values.ATRIUM_DATA_DIR),
    siteUrl: values.ATRIUM_SITE_URL,
    databaseUrl: values.DATABASE_URL,
    mail:
      values.ATRIUM_SMTP_URL === null || values.ATRIUM_MAIL_FROM === null
        ? null
        : Object.freeze({ url: values.ATRIUM_SMTP_URL, from: values.ATRIUM_MAIL_FROM }),
    demo: values.ATRIUM_DEMO,
    modelsDir: values.ATRIUM_MODELS_DIR === null ? null : path.resolve(values.ATRIUM_MODELS_DIR),
    watchModels: values.ATRIUM_WATCH_MODELS,
    backupBeforeMigration: values.ATRIUM_BACKUP_BEFORE_MIGRATION,
    admin:
      values.ATRIUM_ADMIN_EMAIL === null
        ? null
        : Object.freeze({ email: values.ATRIUM_ADMIN_EMAIL, password: values.ATRIUM_ADMIN_PASSWORD, token: values.ATRIUM_ADMIN_TOKEN }),
    oidc:
      values.ATRIUM_OIDC_ISSUER === null || values.ATRIUM_OIDC_CLIENT_ID === null
        ? null
        : Object.freeze({
            name: values.ATRIUM_OIDC_NAME,
            issuer: values.ATRIUM_OIDC_ISSUER,
            clientId: values.ATRIUM_OIDC_CLIENT_ID,
            clientSecret: values.ATRIUM_OIDC_CLIENT_SECRET,
          }),
    secrets: Object.freeze({ current: values.ATRIUM_SECRET_KEY, old: values.ATRIUM_SECRET_KEYS_OLD ?? [] }),
    trustedProxies: values.ATRIUM_TRUSTED_PROXIES ?? [],
    allowedNetworks: values.ATRIUM_ALLOWED_NETWORKS ?? [],
    gitFolders: (values.ATRIUM_GIT_FOLDERS ?? []).map((folder) => path.resolve(folder)),
    frameHosts: values.ATRIUM_FRAME_HOSTS,
    sessionHours: values.ATRIUM_SESSION_HOURS,
    secureCookies: values.ATRIUM_SECURE_COOKIES === 'auto' ? values.ATRIUM_SITE_URL?.startsWith('https:') === true : values.ATRIUM_SECURE_COOKIES === 'true',
    maxBodyBytes: values.ATRIUM_MAX_BODY_MEGABYTES * 1024 * 1024,
    maxUploadBytes: values.ATRIUM_MAX_UPLOAD_MEGABYTES * 1024 * 1024,
    query: Object.freeze({
      timeoutSeconds: values.ATRIUM_QUERY_TIMEOUT_SECONDS,
      maxRows: values.ATRIUM_QUERY_MAX_ROWS,
      csvCellsLimit: values.ATRIUM_CSV_CELLS_LIMIT,
    }),
    cache: Object.freeze({ megabytes: values.ATRIUM_CACHE_MEGABYTES, ttlSeconds: values.ATRIUM_CACHE_TTL_SECONDS }),
    calls: Object.freeze({
      inline: Object.freeze({
        perMinute: values.ATRIUM_ENDPOINT_CALLS_PER_MINUTE,
        perHour: values.ATRIUM_ENDPOINT_CALLS_PER_HOUR,
        atOnce: values.ATRIUM_ENDPOINT_CALLS_AT_ONCE,
      }),
      materialized: Object.freeze({
        perMinute: values.ATRIUM_MATERIALIZED_CALLS_PER_MINUTE,
        perHour: values.ATRIUM_MATERIALIZED_CALLS_PER_HOUR,
        atOnce: values.ATRIUM_MATERIALIZED_CALLS_AT_ONCE,
      }),
    }),
    hex: Object.freeze({
      requests: values.ATRIUM_HEX_REQUESTS_PER_MINUTE,
      runs: values.ATRIUM_HEX_RUNS_PER_MINUTE,
      ingests: values.ATRIUM_HEX_INGESTS_PER_MINUTE,
      embeds: values.ATRIUM_HEX_EMBEDS_PER_MINUTE,
    }),
    appRuns: Object.freeze({ atOnce: values.ATRIUM_APP_RUNS_AT_ONCE, ofPerson: values.ATRIUM_APP_RUNS_PER_PERSON, ofAll: values.ATRIUM_APP_RUNS }),
    engine: Object.freeze({ memory: values.ATRIUM_ENGINE_MEMORY, threads: values.ATRIUM_ENGINE_THREADS }),
    logLevel: values.ATRIUM_LOG_LEVEL,
  })
}

/** The effective settings for people: name, value (secrets masked), where it comes from, what it is for. */
export function describeConfig(environment: Environment = process.env): { name: string; value: string; source: string; about: string }[] {
  readConfig(environment)
  return names.map((name) => {
    const { fallback, about, ...rest } = settings[name]
    const given = givenText(name, environment)
    const value = given?.text ?? fallback ?? ''
    return { name, value: 'secret' in rest && value !== '' ? '••••••••' : value, source: given?.source ?? (fallback === null ? 'not set' : 'default'), about }
  })
}

function unknownNames(environment: Environment): string[] {
  const known = new Set([...names.flatMap((name) => [name, `${name}_FILE`]), ...otherNames])
  return Object.keys(environment)
    .filter((name) => name.startsWith('ATRIUM_') && !known.has(name) && environment[name] !== '')
    .map((name) => {
      const [nearest] = nearestNames(name, known)
      return `${name} is not a setting of Atrium.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`
    })
}

function readSetting(name: SettingName, environment: Environment, problems: string[]): unknown {
  try {
    const text = givenText(name, environment)?.text ?? settings[name].fallback
    if (text === null) return null
    const read = settings[name].read.safeParse(text)
    if (read.success) return read.data
    const shown = 'secret' in settings[name] ? '' : ` (it is "${text}")`
    problems.push(`${name} ${read.error.issues[0]?.message ?? 'is not accepted'}${shown}.`)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  return null
}

function givenText(name: SettingName, environment: Environment): { text: string; source: string } | null {
  const direct = environment[name] ?? ''
  const file = environment[`${name}_FILE`] ?? ''
  if (direct !== '' && file !== '') throw new Error(`${name} and ${name}_FILE are both set. Set one of them.`)
  if (direct !== '') return { text: direct, source: 'environment' }
  if (file === '') return null
  try {
    return { text: readFileSync(file, 'utf8').replace(/\r?\n$/, ''), source: `file ${file}` }
  } catch (error) {
    throw new Error(`${name}_FILE names the file "${file}", which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, {
      cause: error,
    })
  }
}

function contradictions(values: SettingValues): string[] {
  return [...adminContradictions(values), ...mailContradictions(values), ...oidcContradictions(values)]
}

function mailContradictions({ ATRIUM_SMTP_URL: url, ATRIUM_MAIL_FROM: from, ATRIUM_SITE_URL: site }: SettingValues): string[] {
  if (url === null) return []
  return [
    ...(from === null ? ['ATRIUM_SMTP_URL needs ATRIUM_MAIL_FROM: who sends the mail?'] : []),
    ...(site === null ? ['ATRIUM_SMTP_URL needs ATRIUM_SITE_URL: where do links in mail lead?'] : []),
  ]
}

function oidcContradictions({ ATRIUM_OIDC_ISSUER: issuer, ATRIUM_OIDC_CLIENT_ID: id, ATRIUM_OIDC_CLIENT_SECRET: secret }: SettingValues): string[] {
  if (issuer !== null) return id === null ? ['ATRIUM_OIDC_ISSUER needs ATRIUM_OIDC_CLIENT_ID: what does the provider call this installation?'] : []
  return [
    ...(id === null ? [] : ['ATRIUM_OIDC_CLIENT_ID needs ATRIUM_OIDC_ISSUER: at which provider?']),
    ...(secret === null ? [] : ['ATRIUM_OIDC_CLIENT_SECRET needs ATRIUM_OIDC_ISSUER: at which provider?']),
  ]
}

function adminContradictions(values: SettingValues): string[] {
  const { ATRIUM_ADMIN_EMAIL: email, ATRIUM_ADMIN_PASSWORD: password, ATRIUM_ADMIN_TOKEN: token } = values
  if (email === null && password !== null) return ['ATRIUM_ADMIN_PASSWORD needs ATRIUM_ADMIN_EMAIL: whose password is it?']
  if (email === null && token !== null) return ['ATRIUM_ADMIN_TOKEN needs ATRIUM_ADMIN_EMAIL: whose token is it?']
  if (email !== null && password === null && token === null)
    return ['ATRIUM_ADMIN_EMAIL needs ATRIUM_ADMIN_PASSWORD or ATRIUM_ADMIN_TOKEN, or nobody could sign in with it.']
  return []
}
