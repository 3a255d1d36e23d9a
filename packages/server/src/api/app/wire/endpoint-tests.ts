import type { EndpointTest } from '@atrium/documents'
import { z } from 'zod'
import { findingInWords } from '../../../domain/endpoints/tests/finding.ts'
import type { EndpointTests } from '../../../domain/endpoints/tests/get-endpoint-tests.ts'
import type { TestedEndpoint } from '../../../domain/endpoints/tests/run-endpoint-tests.ts'
import { countOutcomes, expectationOf } from '../../../domain/endpoints/tests/run-tests.ts'

const testWire = z.looseObject({ name: z.string(), expect: z.array(z.looseObject({ kind: z.string() })) })

export const endpointTestsWire = z.object({
  /** Of the endpoint; named by the next change of its tests. */
  revision: z.number(),
  tests: z.array(testWire),
  /** How each test went the last time that it was run as it is. */
  results: z.array(z.object({ name: z.string(), at: z.string(), version: z.number(), passed: z.boolean(), by: z.string().nullable() })),
})

export const toEndpointTests = ({ revision, tests, results }: EndpointTests): z.infer<typeof endpointTestsWire> => ({
  revision,
  tests: tests.map(copied),
  results: results.map(({ at, ...result }) => ({ ...result, at: at.toISOString() })),
})

const copied = ({ expect, ...test }: EndpointTest): z.infer<typeof testWire> => ({ ...test, expect: expect.map((one) => ({ ...one })) })

const findingWire = z.looseObject({
  kind: z.string(),
  /** Place of the expectation; null: there was no answer to look at. */
  expectation: z.number().nullable(),
  words: z.string(),
})

export const testedEndpointWire = z.object({
  /** Null: the draft. */
  version: z.number().nullable(),
  passed: z.number(),
  failed: z.number(),
  notRun: z.number(),
  tests: z.array(
    z.object({
      name: z.string(),
      outcome: z.enum(['passed', 'failed', 'not_run']),
      milliseconds: z.number(),
      /** The first rows, for whoever ran it; null: there was no answer. */
      answer: z
        .object({
          columns: z.array(z.object({ name: z.string(), type: z.string() })),
          rows: z.array(z.array(z.unknown())),
          rowCount: z.number(),
          isWhole: z.boolean(),
        })
        .nullable(),
      findings: z.array(findingWire),
    }),
  ),
})

/** `rows`: of each answer at most. */
export const toTestedEndpoint = ({ version, results }: TestedEndpoint, rows: number): z.infer<typeof testedEndpointWire> => ({
  version,
  ...countOutcomes(results.map(({ result }) => result)),
  tests: results.map(({ test, result: { name, outcome, milliseconds, answer, findings } }) => ({
    name,
    outcome,
    milliseconds: Math.round(milliseconds),
    answer:
      answer === null
        ? null
        : {
            columns: answer.columns.map((column) => ({ ...column })),
            rows: answer.rows.slice(0, rows).map((row) => [...row]),
            rowCount: answer.rows.length,
            isWhole: answer.isWhole,
          },
    findings: findings.map((finding) => ({ ...finding, words: findingInWords(finding, expectationOf(test, finding)) })),
  })),
})
