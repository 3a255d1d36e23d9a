import { apiClient, signIn, withToken } from '../harness/api-client.ts'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { checkDoor, signature, type Case, type Verdict } from './check-door.ts'
import { loadContract, type Contract } from './contract.ts'
import { accountCases, newcomer, stranger, type AccountFacts } from './lightdash-account-cases.ts'
import { notificationCases } from './lightdash-comment-cases.ts'
import { connectServices, integrationCases } from './lightdash-integration-cases.ts'
import { hexCases, hexExtendedCases, prepareHex } from './hex-cases.ts'
import { posthogCases } from './posthog-cases.ts'
import { lightdashCases, type LightdashFacts } from './lightdash-cases.ts'

export type DoorReport = { door: string; verdicts: Verdict[] } | { door: string; missing: string }

/** Checks every door that has a contract here, against a server of its own that sends its mail here too. */
export async function checkDoors(): Promise<DoorReport[]> {
  const contract = loadContract('lightdash', ['openapi.json', 'openapi-companion.json'])
  const posthog = loadContract('posthog', ['openapi.json'])
  if ('missing' in contract) return [{ door: 'lightdash', missing: contract.missing }]
  if ('missing' in posthog) return [{ door: 'posthog', missing: posthog.missing }]
  const hex = loadContract('hex', ['openapi.json'], '/api')
  if ('missing' in hex) return [{ door: 'hex', missing: hex.missing }]
  const hexExtended = loadContract('hex', ['openapi-extended.json'], '/api')
  if ('missing' in hexExtended) return [{ door: 'hex, beyond', missing: hexExtended.missing }]
  const mail = await startMailSink()
  const atrium = await startAtrium({ env: { ...(await mailSettings(mail)), ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
  const services = await connectServices(await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword))
  try {
    // First: the organization goes with the last of the other door's cases.
    return [await checkPosthog(posthog, atrium), ...(await checkHex(hex, hexExtended, atrium)), ...(await checkLightdash(contract, atrium, mail))]
  } finally {
    await services.close()
    await atrium.stop()
    await mail.close()
  }
}

type Facts = LightdashFacts & AccountFacts & { chartWithMetric: string }

/** The organization goes with the last of them. */
const cases: Case<Facts>[] = [
  ...lightdashCases.flatMap((one): Case<Facts>[] => (one.operationId === 'getCustomMetrics' ? [one, ...integrationCases] : [one])),
  ...accountCases.flatMap((one) => (one.operationId === 'CompleteUserSetup' ? [one, ...notificationCases] : [one])),
]

/** Signatures of all operations that our own description names, or only of those with a tag: formats share addresses. */
async function existingAt(atrium: Atrium, tag?: string): Promise<ReadonlySet<string>> {
  const own = (await apiClient(atrium.url, {}).get('/api/openapi.json')).body as { paths: Record<string, Record<string, { tags: string[] }>> }
  return new Set(
    Object.entries(own.paths).flatMap(([at, methods]) =>
      Object.entries(methods).flatMap(([method, { tags }]) => (tag === undefined || tags.includes(tag) ? [signature(method, at)] : [])),
    ),
  )
}

async function checkPosthog(contract: Contract, atrium: Atrium): Promise<DoorReport> {
  const token = withToken(atrium.url, atrium.token)
  const { uuid: projectUuid } = (await token.get('/api/projects/@current/')).body as { uuid: string }
  const as = (): typeof token => token
  const clients = { token: as, nobody: as, session: as, newcomer: as, stranger: as }
  return { door: 'posthog', verdicts: await checkDoor({ contract, cases: posthogCases, clients, facts: { projectUuid }, existing: await existingAt(atrium) }) }
}

/** The operations that everything about apps rests on, then those beside them. */
async function checkHex(contract: Contract, beyond: Contract, atrium: Atrium): Promise<DoorReport[]> {
  const bearer = apiClient(atrium.url, { authorization: `Bearer ${atrium.token}` })
  const as = (): typeof bearer => bearer
  const clients = { token: as, nobody: () => apiClient(atrium.url, { authorization: 'Bearer nobody' }), session: as, newcomer: as, stranger: as }
  const facts = await prepareHex(withToken(atrium.url, atrium.token))
  const existing = await existingAt(atrium, 'Hex')
  return [
    { door: 'hex', verdicts: await checkDoor({ contract, cases: hexCases, clients, facts, existing }) },
    { door: 'hex, beyond', verdicts: await checkDoor({ contract: beyond, cases: hexExtendedCases, clients, facts, existing }) },
  ]
}

async function checkLightdash(contract: Contract, atrium: Atrium, mail: MailSink): Promise<DoorReport[]> {
  const nobody = apiClient(atrium.url, {})
  const existing = await existingAt(atrium)
  const facts: Facts = {
    adminEmail: atrium.adminEmail,
    adminPassword: atrium.adminPassword,
    tileUuid: 'b1946ac9-2c7b-4b0c-9c8e-3f1b5a1c2d3e',
    projectUuid: '',
    userUuid: '',
    tokenUuid: '',
    spaceUuid: '',
    chartUuid: '',
    copyUuid: '',
    versionUuid: '',
    dashboardUuid: '',
    jobId: '',
    downloadPath: '',
    spareSpaceUuid: '',
    spareDashboardUuid: '',
    groupUuid: '',
    attributeUuid: '',
    organizationUuid: '',
    inviteCode: '',
    invitedUuid: '',
    newcomerUuid: '',
    resetCode: '',
    mailTo: async (address) => textOf(await mail.next(address)),
    credentialsUuid: '',
    spareProjectUuid: '',
    sqlJobId: '',
    resultsPath: '',
    sqlChartUuid: '',
    pinnedListUuid: '',
    explore: '{}',
    validationJobId: '',
    validationId: '0',
    tagUuid: '',
    catalogItemUuid: '',
    commentUuid: '',
    notificationUuid: '',
    shareId: '',
    chartWithMetric: '',
  }
  const token = withToken(atrium.url, atrium.token)
  const clients = {
    token: () => token,
    nobody: () => nobody,
    // Anew each time: new passwords, joining and founding end the session that was used for it.
    session: () => signIn(atrium.url, facts.adminEmail, facts.adminPassword),
    newcomer: () => signIn(atrium.url, newcomer.email, newcomer.password),
    stranger: () => signIn(atrium.url, stranger.email, stranger.password),
  }
  return [{ door: 'lightdash', verdicts: await checkDoor({ contract, cases, clients, facts, existing }) }]
}
