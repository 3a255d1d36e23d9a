import { withToken } from '../tests/harness/api-client.ts'
import { liveClient } from '../tests/harness/live-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { median, timed } from './measure.ts'
import type { Row } from './rows.ts'

const echoes = 100

/** Two windows on a live session: one gives an input a value, the other one hears of it. */
export async function appLiveRow(atrium: Atrium): Promise<Row> {
  const admin = withToken(atrium.url, atrium.token)
  const projectUuid = (await admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const document = {
    cells: [{ kind: 'input', id: 'most', name: 'most', input: { type: 'number', default: 0 } }],
    app: { elements: [{ uuid: 'of-most', cellId: 'most', x: 0, y: 0, w: 36, h: 1 }] },
  }
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name: 'Shared', document })
  await admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const live = await admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${uuid}/live`, { inputs: {} })
  const at = `${atrium.url}/api/v1/app/live/${live.uuid}/socket`
  const [one, other] = await Promise.all([1, 2].map(() => liveClient(at, { authorization: `Bearer ${atrium.token}` })))
  if (one === undefined || other === undefined) throw new Error('nobody came')
  await Promise.all([one.hears('welcome'), other.hears('welcome')])
  const times: number[] = []
  for (let round = 1; round <= echoes; round++) {
    times.push(
      await timed(() => {
        one.say({ type: 'inputs', values: { most: round } })
        return other.hears('inputs', ({ inputVersion }) => inputVersion === round)
      }),
    )
    one.heard.length = 0
    other.heard.length = 0
    await pause(pauseMs)
  }
  one.close()
  other.close()
  return {
    name: 'input of a live session → everybody else, 95 % within',
    value: times.toSorted((a, b) => a - b)[Math.floor(echoes * 0.95)] ?? Number.NaN,
    unit: 'ms',
    target: { op: '<=', bound: 100 },
    detail: `median ${median(times).toFixed(1)} ms of ${echoes}, between two WebSockets on loopback`,
  }
}

/** Nobody changes inputs faster: who does is told to slow down. */
const pauseMs = 100
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
