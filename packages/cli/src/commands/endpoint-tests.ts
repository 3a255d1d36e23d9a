import { exitCode, usageError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { printable } from '../terminal/table.ts'

type Summary = { name: string; abilities: string[]; tests: { count: number } }
type Tested = {
  version: number | null
  passed: number
  failed: number
  notRun: number
  tests: { name: string; outcome: 'passed' | 'failed' | 'not_run'; milliseconds: number; findings: { words: string }[] }[]
}
type TestedEndpoint = Tested & { endpoint: string }

export const endpointsTest: Command = {
  words: ['endpoints', 'test'],
  about: 'run the tests of an endpoint, or of all; exits with 1 when one does not pass',
  args: '[name]',
  takes: [0, 1],
  options: {
    ...projectOptions,
    test: { type: 'string', short: 't', value: '<test>', multiple: true, about: 'only this test of the endpoint; may be repeated' },
    draft: { type: 'boolean', about: 'ask what the draft of the endpoint asks, instead of its newest version' },
  },
  examples: ['atrium endpoints test', 'atrium endpoints test revenue_by_month --json', 'atrium endpoints test revenue_by_month --draft'],
  async run(call) {
    const { terminal } = call
    const { server, project } = await projectOf(call)
    const base = `/api/v1/app/projects/${project.projectUuid}/endpoints`
    const body = bodyOf(call)
    const [name] = call.args
    const names = name === undefined ? testable(await server.call<Summary[]>('GET', base)) : [name]
    const tested: TestedEndpoint[] = []
    // One after the other: tests are no reason to keep a warehouse busy.
    for (const endpoint of names) {
      tested.push({ endpoint, ...(await server.call<Tested>('POST', `${base}/${encodeURIComponent(endpoint)}/tests/run`, body)) })
    }
    terminal.result(tested, () => (tested.length === 0 ? [`No endpoint of "${project.name}" has tests that you may run.`] : tested.flatMap(linesOf)))
    return tested.every(({ failed, notRun }) => failed + notRun === 0) ? exitCode.ok : exitCode.failed
  },
}

const testable = (endpoints: readonly Summary[]): string[] =>
  endpoints.flatMap(({ name, tests, abilities }) => (tests.count > 0 && abilities.includes('endpoint.test') ? [name] : []))

function bodyOf(call: Call): object {
  const names = call.texts('test')
  const isDraft = call.flag('draft')
  if (call.args[0] === undefined && (names.length > 0 || isDraft)) {
    throw usageError('--test and --draft are of one endpoint.', 'Name it: "atrium endpoints test revenue_by_month --draft".')
  }
  return { ...(names.length === 0 ? {} : { names }), ...(isDraft ? { draft: true } : {}) }
}

const words = { passed: 'passed', failed: 'FAILED', not_run: 'not run' } as const

function linesOf({ endpoint, version, passed, tests }: TestedEndpoint): string[] {
  return [
    `${endpoint} (${version === null ? 'draft' : `version ${version}`}): ${passed} of ${tests.length} passed`,
    ...tests.flatMap(({ name, outcome, milliseconds, findings }) => [
      `  ${words[outcome]}  ${printable(name)}${outcome === 'not_run' ? '' : ` (${milliseconds} ms)`}`,
      ...findings.map((finding) => `    ${printable(finding.words)}`),
    ]),
  ]
}
