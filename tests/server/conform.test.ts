import { beforeAll, describe, expect, it } from 'vitest'
import { checkDoors, type DoorReport } from '../conform/doors.ts'
import { report } from '../conform/check-door.ts'
import { loadContract } from '../conform/contract.ts'

const contract = loadContract('lightdash', ['openapi.json', 'openapi-companion.json'])
if ('missing' in contract) console.warn(`The contract tests do not run: ${contract.missing}`)

/** Operations of each door that conformed when this was last raised; the count may only grow. */
const conforming: Readonly<Record<string, number>> = { lightdash: 198, posthog: 49, hex: 13, 'hex, beyond': 29 }

describe.skipIf('missing' in contract)('the doors that have a contract', () => {
  let reports: DoorReport[]

  beforeAll(async () => {
    reports = await checkDoors()
  })

  it('answer every operation that exists here as it says', () => {
    for (const result of reports) {
      if ('missing' in result) throw new Error(result.missing)
      console.log(report(result.door, result.verdicts)[0])
      expect(result.verdicts.flatMap((verdict) => (verdict.outcome === 'differs' ? [`${verdict.operation.operationId}: ${verdict.violation}`] : []))).toEqual(
        [],
      )
      expect(result.verdicts.filter((verdict) => verdict.outcome === 'conforms').length).toBeGreaterThanOrEqual(conforming[result.door] ?? Infinity)
    }
  })
})
