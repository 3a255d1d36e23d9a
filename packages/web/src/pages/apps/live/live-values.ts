import type { InputValue, ViewerCell } from '@atrium/documents'
import type { InputValues } from '../../../api/app-sessions.ts'
import { inputsOfApp, isSameValue, savedValues } from '../app-inputs.ts'
import type { LiveState } from './live-store.ts'

/** What a file input has is for whoever chose it. */
const isFile = (cells: readonly ViewerCell[], name: string): boolean => cells.some(({ input }) => input?.name === name && input.definition.type === 'file')

/** Whether a button is among what is given: values are given to these by a press alone. */
export const pressesButton = (cells: readonly ViewerCell[], values: InputValues): boolean =>
  cells.some(({ input }) => input?.definition.type === 'run_button' && Object.hasOwn(values, input.name))

/** Whether this window is one of whoever shares the app. */
export function isHost({ you, people, live }: LiveState): boolean {
  const self = people.find(({ id }) => id === you)
  return self !== undefined && self.userUuid === live?.host?.userUuid
}

/** How whoever shares the app is called. */
export const hostName = ({ live }: LiveState): string => `${live?.host?.firstName ?? ''} ${live?.host?.lastName ?? ''}`.trim()

/** Whether the host changes inputs alone, and is somebody else. */
export const isHeld = (state: LiveState): boolean => state.status !== 'over' && state.status !== 'closed' && state.live?.isLocked === true && !isHost(state)

/**
 * Whether a press in this window writes tables: while an app is shared, those of its host do, and as long as it is not known who is who,
 * nobody's. Where it is not shared any more, everybody is by themselves.
 */
export const mayWrite = (state: LiveState): boolean => state.status === 'over' || state.status === 'closed' || isHost(state)

/** Of what is given here, what everybody gets. */
export const valuesForOthers = (cells: readonly ViewerCell[], values: InputValues): Record<string, InputValue> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isFile(cells, name)))

/**
 * What inputs here get of what all have in common: what is another value, and was not given here meanwhile. The app may be another version
 * than that of the live session: inputs that it does not have are left out, those that do not take a value begin with theirs.
 */
export function valuesFromOthers(
  cells: readonly ViewerCell[],
  { now, inputs, pressed, own }: { now: InputValues; inputs: InputValues; pressed: readonly string[]; own: ReadonlySet<string> },
): Record<string, InputValue> {
  const shared = inputsOfApp(cells).filter(({ definition }) => definition.type !== 'file')
  const changed = Object.entries(savedValues(shared, inputs).values).filter(([name, value]) => !own.has(name) && !isSameValue(now[name] ?? null, value))
  const buttons = new Set(cells.flatMap(({ input }) => (input?.definition.type === 'run_button' ? [input.name] : [])))
  return Object.fromEntries([...changed, ...pressed.filter((name) => buttons.has(name)).map((name) => [name, true] as const)])
}
