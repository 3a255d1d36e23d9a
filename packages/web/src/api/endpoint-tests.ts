import type { EndpointTest, TestedColumnType, TestedError } from '@atrium/documents'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** How a test went the last time that it was run as it is. */
export type LastTestResult = { name: string; at: string; version: number; passed: boolean; /** Null: somebody who has left. */ by: string | null }
/** `revision`: of the endpoint; named by the next change of its tests. */
export type EndpointTests = { revision: number; tests: EndpointTest[]; results: LastTestResult[] }

type SampleRows = { columns: string[]; rows: unknown[][] }
/** A row that is another one, is missing (`got` null), or is too many. */
export type RowDifference = { row: number; expected: unknown[] | null; got: unknown[] | null }

/** What does not hold. `expectation`: its place; null: there was no answer to look at. */
export type TestFinding = { expectation: number | null } & (
  | { kind: 'answer_failed'; error: TestedError | null; message: string }
  | { kind: 'timed_out'; seconds: number }
  | { kind: 'cut'; rows: number }
  | { kind: 'column_missing'; column: string; has: string[] }
  | { kind: 'row_count'; rows: number }
  | { kind: 'columns'; columns: { name: string; type: string }[] }
  | { kind: 'empty_values' | 'out_of_bounds'; column: string; count: number; sample: SampleRows }
  | { kind: 'duplicates'; columns: string[]; count: number; sample: SampleRows }
  | { kind: 'other_values'; column: string; count: number; values: unknown[] }
  | { kind: 'not_comparable'; column: string; value: unknown }
  | { kind: 'total'; column: string; expected: number | null; got: number }
  | { kind: 'rows'; columns: string[]; expectedRows: number; gotRows: number; differences: RowDifference[] }
  | { kind: 'too_slow'; milliseconds: number }
  | { kind: 'no_error' }
)

/** An answer as tests see it: of an insight, one row for each of its numbers. */
export type TestedAnswer = { columns: { name: string; type: TestedColumnType }[]; rows: unknown[][]; rowCount: number; isWhole: boolean }
export type TestResult = {
  name: string
  outcome: 'passed' | 'failed' | 'not_run'
  milliseconds: number
  /** Its first rows; null: there was no answer. */
  answer: TestedAnswer | null
  findings: TestFinding[]
}
/** `version` null: the draft. */
export type TestedEndpoint = { version: number | null; passed: number; failed: number; notRun: number; tests: TestResult[] }

const path = (projectUuid: string, name: string, rest = ''): string =>
  `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/endpoints/${encodeURIComponent(name)}/tests${rest}`

export const endpointTestsQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name, 'tests'],
    queryFn: ({ signal }) => request<EndpointTests>(path(projectUuid, name), { signal }),
  })

/** Puts tests in place of those that there are. */
export const saveEndpointTests = (projectUuid: string, name: string, tests: readonly EndpointTest[], revision: number): Promise<EndpointTests> =>
  request(path(projectUuid, name), { method: 'PUT', body: { tests, revision } })

/** `names`: only these; `test`: one that is not saved; `draft`: what the draft asks. */
export const runEndpointTests = (
  projectUuid: string,
  name: string,
  wish: { names?: readonly string[]; test?: EndpointTest; draft?: boolean },
  signal?: AbortSignal,
): Promise<TestedEndpoint> => request(path(projectUuid, name, '/run'), { method: 'POST', body: wish, ...(signal === undefined ? {} : { signal }) })
