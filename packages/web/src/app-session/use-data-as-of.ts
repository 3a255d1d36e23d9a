import type { ViewerCell } from '@atrium/documents'
import type { SessionStore } from './session-store.ts'
import { useSessionPart } from './use-app-session.ts'

/** When the oldest data were read that an app shows, ISO 8601; null: it shows none. */
export const useDataAsOf = (store: SessionStore | null, cells: readonly ViewerCell[]): string | null =>
  useSessionPart(store, ({ outcomes }) => oldest(cells.map(({ id }) => outcomes.get(id)?.dataAsOf ?? null)), null)

const oldest = (times: readonly (string | null)[]): string | null => times.filter((time) => time !== null).toSorted()[0] ?? null
