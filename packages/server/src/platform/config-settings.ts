import { isIP } from 'node:net'
import { z } from 'zod'
import { logLevels } from './log.ts'
import { weaknessOf } from './secrets/weak-secret.ts'

/** One environment variable: what it means, its default as text (null: unset), and how its text is read. */
export type Setting<T = unknown> = { about: string; fallback: string | null; secret?: true; read: z.ZodType<T, string> }

const whole = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)

/** An IP address, or a network of them as address and number of bits. */
function isNetwork(value: string): boolean {
  const [address = '', bits] = value.split('/')
  const family = isIP(address)
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
}

const networkList = z
  .string()
  .transform((list) => list.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), 'must be addresses like 10.0.0.1 or networks like 10.0.0.0/8, separated by commas')

const folderList = z.string().transform((list) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

/** A host as the content policy takes it: a name, `*.` for those below it, a port. */
const isHost = (value: string): boolean => /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:\d{1,5})?$/.test(value)

const hostList = z
  .string()
  .transform((list) => (list === 'none' ? [] : list.split(',').map((part) => part.trim().toLowerCase())))
  .refine((hosts) => hosts.every(isHost), 'must be hosts like www.loom.com or *.example.com, separated by commas, or none')

const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true')
const text = z.string()
const webAddress = z
  .string()
  .refine((value) => /^https?:\/\/[^/]/i.test(value) && URL.canParse(value), 'must be an address like https://atrium.example.com')
  .transform((value) => value.replace(/\/+$/, ''))
/** As it is: for an issuer a slash at the end makes a difference. */
const issuer = z
  .string()
  .refine(
    (value) => /^(https:\/\/[^/]|http:\/\/(localhost|127\.|\[::1\]))/i.test(value) && URL.canParse(value),
    'must be an address like https://id.example.com; http:// only on this machine',
  )
const strongSecret = z.string().superRefine((value, { addIssue }) => {
  const weakness = weaknessOf(value)
  if (weakness !== null) addIssue({ code: 'custom', message: weakness })
})
const databaseUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\//i.test(value) && URL.canParse(value), 'must be an address like postgresql://user:password@host:5432/database')
const smtpUrl = z
  .string()
  .refine((value) => /^smtps?:\/\/[^/]/i.test(value) && URL.canParse(value), 'must be an address like smtp://user:password@mail.example.com:587')
const mailbox = z.string().regex(/^(?:[^<>\r\n"]+ <[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/, 'must be like Atrium <atrium@example.com>')

/** A setting whose value is never null. */
const withDefault = <T>(definition: Setting<T> & { fallback: string }): Setting<T> & { fallback: string } => definition
const optional = <T>(definition: Omit<Setting<T>, 'fallback'>): Setting<T> & { fallback: null } => ({ ...definition, fallback: null })

const calls = whole(0, 1_000_000_000)

/** Every variable that Atrium knows, in the order in which it prints them. */
export const settings = {
  ATRIUM_PORT: withDefault({ about: 'port to listen on; 0 takes a free one', fallback: '8080', read: whole(0, 65_535) }),
  ATRIUM_HOST: withDefault({ about: 'address to listen on; 0.0.0.0 opens it to the network', fallback: '127.0.0.1', read: text }),
  ATRIUM_DATA_DIR: withDefault({ about: 'folder for everything Atrium keeps', fallback: './data', read: text }),
  ATRIUM_SITE_URL: optional({ about: 'address under which people reach Atrium', read: webAddress }),
  DATABASE_URL: optional({ about: 'a PostgreSQL of your own instead of the embedded one', secret: true, read: databaseUrl }),
  ATRIUM_SMTP_URL: optional({ about: 'mail server; without it people get links from an administrator', secret: true, read: smtpUrl }),
  ATRIUM_MAIL_FROM: optional({ about: 'sender of mail', read: mailbox }),
  ATRIUM_DEMO: withDefault({ about: 'start with a demo organization', fallback: 'true', read: yesOrNo }),
  ATRIUM_MODELS_DIR: optional({ about: 'model folder of the first project when there is no demo', read: text }),
  ATRIUM_WATCH_MODELS: withDefault({ about: 'compile the models of a project when files in its folder change', fallback: 'true', read: yesOrNo }),
  ATRIUM_BACKUP_BEFORE_MIGRATION: withDefault({
    about: 'copy the store to backups/ in the data folder before a newer version changes its tables',
    fallback: 'true',
    read: yesOrNo,
  }),
  ATRIUM_ADMIN_EMAIL: optional({ about: 'e-mail of an administrator to set up at start', read: z.email('must be an e-mail address') }),
  ATRIUM_ADMIN_PASSWORD: optional({ about: 'their password', secret: true, read: z.string().min(8, 'must have at least 8 characters') }),
  ATRIUM_ADMIN_TOKEN: optional({
    about: 'a personal access token for them',
    secret: true,
    read: z.string().regex(/^[\u0021-\u007e]{16,512}$/, 'must have 16 to 512 characters and no spaces'),
  }),
  ATRIUM_OIDC_ISSUER: optional({ about: 'address of an identity provider to sign in with, set up at start', read: issuer }),
  ATRIUM_OIDC_CLIENT_ID: optional({ about: 'what it calls this installation', read: text }),
  ATRIUM_OIDC_CLIENT_SECRET: optional({ about: 'secret it gave this installation; unset for a public client', secret: true, read: text }),
  ATRIUM_OIDC_NAME: withDefault({ about: 'its name on the sign-in page', fallback: 'Single sign-on', read: text }),
  ATRIUM_SECRET_KEY: optional({
    about: 'secret from which keys for stored credentials are derived; unset: made at the first start and kept in the data folder',
    secret: true,
    read: strongSecret,
  }),
  ATRIUM_SECRET_KEYS_OLD: optional({
    about: 'earlier values of ATRIUM_SECRET_KEY, separated by spaces or lines, until "atrium rotate-key" has run',
    secret: true,
    read: z.string().transform((text) => text.split(/[\s,]+/).filter((key) => key !== '')),
  }),
  ATRIUM_SESSION_HOURS: withDefault({ about: 'hours after which an unused session ends', fallback: '24', read: whole(1, 8760) }),
  ATRIUM_TRUSTED_PROXIES: optional({
    about: 'addresses or networks of proxies in front of Atrium, separated by commas: their X-Forwarded-For says where requests come from',
    read: networkList,
  }),
  ATRIUM_ALLOWED_NETWORKS: optional({
    about:
      'private networks that warehouses, identity providers, repositories and other services may be in, like 10.0.0.0/8, separated by commas; others are not connected to',
    read: networkList,
  }),
  ATRIUM_GIT_FOLDERS: optional({
    about: 'folders of this server in which projects may use git repositories, separated by commas; none when not set',
    read: folderList,
  }),
  ATRIUM_FRAME_HOSTS: withDefault({
    about: 'hosts whose pages dashboards may show in a frame, like www.loom.com or *.example.com, separated by commas; none for no frames',
    fallback: 'www.loom.com,loom.com',
    read: hostList,
  }),
  ATRIUM_SECURE_COOKIES: withDefault({
    about: 'cookies for https only; auto: when the site address is https',
    fallback: 'auto',
    read: z.enum(['auto', 'true', 'false'], 'must be auto, true or false'),
  }),
  ATRIUM_MAX_BODY_MEGABYTES: withDefault({ about: 'largest request body', fallback: '5', read: whole(1, 1024) }),
  ATRIUM_MAX_UPLOAD_MEGABYTES: withDefault({ about: 'largest data file that can be uploaded', fallback: '1024', read: whole(1, 1_048_576) }),
  ATRIUM_QUERY_TIMEOUT_SECONDS: withDefault({ about: 'time after which a query is stopped', fallback: '60', read: whole(1, 86_400) }),
  ATRIUM_QUERY_MAX_ROWS: withDefault({ about: 'most rows that a query may ask for', fallback: '5000', read: whole(1, 1_000_000) }),
  ATRIUM_CSV_CELLS_LIMIT: withDefault({ about: 'most cells (rows times columns) of a CSV export', fallback: '5000000', read: whole(1, 2_000_000_000) }),
  ATRIUM_CACHE_MEGABYTES: withDefault({ about: 'memory for results of queries', fallback: '256', read: whole(0, 1_048_576) }),
  ATRIUM_CACHE_TTL_SECONDS: withDefault({ about: 'time for which a result may be shown again', fallback: '86400', read: whole(0, 31_536_000) }),
  ATRIUM_ENDPOINT_CALLS_PER_MINUTE: withDefault({
    about: 'calls of endpoints that one key may make in a minute; 0 for any number',
    fallback: '240',
    read: calls,
  }),
  ATRIUM_ENDPOINT_CALLS_PER_HOUR: withDefault({ about: 'the same in an hour', fallback: '2400', read: calls }),
  ATRIUM_ENDPOINT_CALLS_AT_ONCE: withDefault({
    about: 'calls of endpoints that one key may have running at once; 0 for any number',
    fallback: '0',
    read: calls,
  }),
  ATRIUM_MATERIALIZED_CALLS_PER_MINUTE: withDefault({
    about: 'calls in a minute that are answered from a table kept for the endpoint, which count by themselves; 0 for any number',
    fallback: '1200',
    read: calls,
  }),
  ATRIUM_MATERIALIZED_CALLS_PER_HOUR: withDefault({ about: 'the same in an hour', fallback: '12000', read: calls }),
  ATRIUM_MATERIALIZED_CALLS_AT_ONCE: withDefault({ about: 'such calls that one key may have running at once; 0 for any number', fallback: '10', read: calls }),
  ATRIUM_APP_RUNS_AT_ONCE: withDefault({ about: 'runs of apps that one node does at once; others wait', fallback: '4', read: whole(1, 1000) }),
  ATRIUM_APP_RUNS_PER_PERSON: withDefault({ about: 'runs of apps that one person may have waiting and running', fallback: '25', read: whole(1, 100_000) }),
  ATRIUM_APP_RUNS: withDefault({ about: 'the same of all people together', fallback: '500', read: whole(1, 100_000) }),
  ATRIUM_HEX_REQUESTS_PER_MINUTE: withDefault({
    about: 'requests in the format of Hex that one person or service account may send in a minute',
    fallback: '600',
    read: whole(1, 1_000_000),
  }),
  ATRIUM_HEX_RUNS_PER_MINUTE: withDefault({ about: 'of those, requests that begin a run of an app', fallback: '120', read: whole(1, 1_000_000) }),
  ATRIUM_HEX_INGESTS_PER_MINUTE: withDefault({ about: 'of those, requests that bring models', fallback: '12', read: whole(1, 1_000_000) }),
  ATRIUM_HEX_EMBEDS_PER_MINUTE: withDefault({ about: 'of those, requests that make a link to embed an app', fallback: '300', read: whole(1, 1_000_000) }),
  ATRIUM_ENGINE_MEMORY: optional({
    about: 'memory limit of the query engine, like 4GB; unset: by the machine',
    read: z.string().regex(/^\d+(\.\d+)? ?(MB|GB|MiB|GiB)$/i, 'must be a size like 512MB or 4GB'),
  }),
  ATRIUM_ENGINE_THREADS: optional({ about: 'threads of the query engine; unset: all cores', read: whole(1, 1024) }),
  ATRIUM_LOG_LEVEL: withDefault({ about: 'least level that is logged', fallback: 'info', read: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`) }),
} satisfies Record<string, Setting>

export type SettingName = keyof typeof settings

/** Values by name: as read, or null where neither set nor defaulted. */
export type SettingValues = { [Name in SettingName]: z.output<(typeof settings)[Name]['read']> | Extract<(typeof settings)[Name]['fallback'], null> }

/** Variables of the test scripts, and of the commands that ask a server; known, so that they may be set while Atrium starts. */
export const otherNames: readonly string[] = ['ATRIUM_CONTRACTS', 'ATRIUM_TEST_TEMPLATE', 'ATRIUM_URL', 'ATRIUM_TOKEN', 'ATRIUM_PROJECT']
