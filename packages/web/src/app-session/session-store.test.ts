import { expect, it } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import type { AppSession, Outcome } from '../api/app-sessions.ts'
import type { SessionListener } from './follow-session.ts'
import { createSessionStore, type SessionCalls } from './session-store.ts'

const session: AppSession = {
  uuid: 's',
  appUuid: 'a',
  kind: 'notebook',
  versionUuid: null,
  inputs: { region: 'West', year: 2025 },
  following: ['region'],
  inputVersion: 1,
  outcomes: [],
  stale: ['orders'],
  republished: [],
  running: [],
  failure: null,
  endedAt: null,
}
const outcome = (cellId: string, state: Outcome['state']): Outcome => ({
  cellId,
  state,
  fingerprint: null,
  tables: {},
  values: {},
  displays: [],
  text: '',
  textCut: false,
  notes: [],
  failure: null,
  cache: null,
  dataAsOf: null,
  queryId: null,
  startedAt: null,
  ms: null,
})

/** A server that has one session, and answers when it is told to. */
function server() {
  let listener: SessionListener | undefined
  const asked: { version: number; values: object; reset: readonly string[]; run: boolean; writes: boolean }[] = []
  const waiting: (() => void)[] = []
  let held = { inputs: session.inputs, following: session.following, version: 1 }
  const calls: SessionCalls = {
    follow: (_, given) => {
      listener = given
      return () => (listener = undefined)
    },
    load: () => Promise.resolve({ ...session, inputs: held.inputs, following: held.following, inputVersion: held.version }),
    setInputs: async (_, given) => {
      asked.push(given)
      await new Promise<void>((resolve) => waiting.push(resolve))
      if ('refused' in given.values) throw new ApiError(422, 'InvalidInput', 'Not taken')
      if (given.version !== held.version) throw new ApiError(409, 'InputsChangedError', 'Changed meanwhile')
      const following = [...held.following.filter((name) => !Object.hasOwn(given.values, name)), ...given.reset]
      held = { inputs: { ...held.inputs, ...given.values }, following, version: held.version + 1 }
      return { inputVersion: held.version, inputs: held.inputs, following }
    },
    run: () => Promise.resolve({ planned: ['orders', 'total'] }),
    interrupt: () => Promise.resolve(),
  }
  const refused: unknown[] = []
  const store = createSessionStore({ session, calls, onRefused: (error) => refused.push(error) })
  const answer = async (): Promise<void> => {
    waiting.shift()?.()
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const byOther = (values: object): void => {
    held = { ...held, inputs: { ...held.inputs, ...values }, version: held.version + 1 }
  }
  return { store, asked, refused, answer, byOther, tell: () => listener }
}

it('shows a value at once, and sends those that follow it together once the first is taken', async () => {
  const { store, asked, answer } = server()
  store.setInputs({ region: 'East' }, { run: false })
  store.setInputs({ region: 'North' }, { run: false })
  store.setInputs({ year: 2026 }, { run: true })
  expect(store.state().inputs).toEqual({ region: 'North', year: 2026 })
  expect(asked).toEqual([{ version: 1, values: { region: 'East' }, reset: [], run: false, writes: true }])
  await answer()
  expect(store.state().inputs).toEqual({ region: 'North', year: 2026 })
  expect(asked[1]).toEqual({ version: 2, values: { region: 'North', year: 2026 }, reset: [], run: true, writes: true })
  await answer()
  expect(store.state()).toMatchObject({ inputs: { region: 'North', year: 2026 }, inputVersion: 3 })
})

it('of giving a value and taking the default again the later one counts', async () => {
  const { store, asked, answer } = server()
  store.setInputs({ region: 'East' }, { run: true })
  expect(store.state().following).toEqual(new Set())
  store.setInputs({ region: 'North', year: 2026 }, { run: true })
  store.setInputs({}, { run: true, reset: ['region'] })
  expect(store.state().following).toEqual(new Set(['region']))
  await answer()
  expect(asked.at(-1)).toMatchObject({ values: { year: 2026 }, reset: ['region'] })
  store.setInputs({}, { run: true, reset: ['region'] })
  store.setInputs({ region: 'South' }, { run: true })
  await answer()
  expect(asked.at(-1)).toMatchObject({ values: { region: 'South' }, reset: [] })
  await answer()
  expect(store.state()).toMatchObject({ inputs: { region: 'South' }, following: new Set() })
})

it('writes tables for what was pressed here and none for what somebody else pressed, each in its turn', async () => {
  const { store, asked, answer } = server()
  store.setInputs({ year: 2026 }, { run: true })
  store.setInputs({ theirs: true }, { run: true, writes: false })
  store.setInputs({ mine: true }, { run: true })
  expect(store.state().inputs).toMatchObject({ theirs: true, mine: true })
  for (let turn = 0; turn < 3; turn++) await answer()
  expect(asked.map(({ values, writes }) => ({ values, writes }))).toEqual([
    { values: { year: 2026 }, writes: true },
    { values: { theirs: true }, writes: false },
    { values: { mine: true }, writes: true },
  ])
})

it('sends a value again when somebody else gave one meanwhile, and keeps theirs', async () => {
  const { store, asked, answer, byOther, refused } = server()
  store.setInputs({ region: 'East' }, { run: true })
  byOther({ year: 1999 })
  await answer()
  expect(asked.map(({ version }) => version)).toEqual([1, 2])
  await answer()
  expect(store.state().inputs).toEqual({ region: 'East', year: 1999 })
  expect(refused).toEqual([])
})

it('takes a value back that is refused, and says so', async () => {
  const { store, answer, refused } = server()
  store.setInputs({ refused: true }, { run: true })
  expect(store.state().inputs).toHaveProperty('refused')
  await answer()
  expect(store.state().inputs).toEqual(session.inputs)
  expect(refused).toHaveLength(1)
})

it('an event of before does not take back what was given after it', async () => {
  const { store, answer, tell } = server()
  store.open()
  store.setInputs({ region: 'East' }, { run: true })
  await answer()
  tell()?.onInputs({ version: 1, inputs: { region: 'West', year: 2025 }, following: [] })
  expect(store.state().inputs['region']).toBe('East')
  tell()?.onInputs({ version: 9, inputs: { region: 'South', year: 2025 }, following: [] })
  expect(store.state()).toMatchObject({ inputs: { region: 'South' }, inputVersion: 9 })
})

it('follows what comes of cells, and begins anew with what the server has after a lost connection', async () => {
  const { store, tell } = server()
  store.open()
  await store.run({ how: 'all' })
  expect([...store.state().running]).toEqual(['orders', 'total'])
  tell()?.onOutcome(outcome('orders', 'done'))
  tell()?.onState({ running: ['total'], stale: [], republished: [], failure: null })
  expect(store.state().outcomes.get('orders')?.state).toBe('done')
  expect([...store.state().running]).toEqual(['total'])
  tell()?.onSession({ ...session, outcomes: [outcome('total', 'failed')], inputVersion: 4, inputs: { region: 'East' } })
  expect([...store.state().outcomes.keys()]).toEqual(['total'])
  expect(store.state()).toMatchObject({ inputVersion: 4, inputs: { region: 'East' }, running: new Set() })
  tell()?.onEnded('idle')
  expect(store.state().ended).toBe('idle')
})
