import { apiClient, signIn, withToken } from '../harness/api-client.ts'
import type { Atrium } from '../harness/start-atrium.ts'
import { checkDoor, signature, type Verdict } from './check-door.ts'
import { loadContract } from './contract.ts'
import { lightdashCases, type LightdashFacts } from './lightdash-cases.ts'

export type DoorReport = { door: string; verdicts: Verdict[] } | { door: string; missing: string }

/** Checks every door that has a contract here, against a running server. */
export async function checkDoors(atrium: Atrium): Promise<DoorReport[]> {
  const contract = loadContract('lightdash', ['openapi.json', 'openapi-companion.json'])
  if ('missing' in contract) return [{ door: 'lightdash', missing: contract.missing }]
  const nobody = apiClient(atrium.url, {})
  const own = (await nobody.get('/api/openapi.json')).body as { paths: Record<string, Record<string, unknown>> }
  const existing = new Set(Object.entries(own.paths).flatMap(([at, methods]) => Object.keys(methods).map((method) => signature(method, at))))
  const facts: LightdashFacts = {
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
  }
  const clients = { token: withToken(atrium.url, atrium.token), session: await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword), nobody }
  return [{ door: 'lightdash', verdicts: await checkDoor({ contract, cases: lightdashCases, clients, facts, existing }) }]
}
